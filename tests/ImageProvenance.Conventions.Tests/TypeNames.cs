using System.Reflection;

namespace ImageProvenance.Conventions.Tests;

/// <summary>Writes types as C# does, nullable references included.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal", [typeof(double)] = "double",
        [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(object)] = "object", [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short", [typeof(string)] = "string", [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(ParameterInfo parameter)
    {
        string direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "";
        return direction + Of(parameter.ParameterType, Locked(() => Nullability.Create(parameter)));
    }

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Locked(() => Nullability.Create(property)));

    public static string Of(FieldInfo field) => Of(field.FieldType, Locked(() => Nullability.Create(field)));

    public static string Of(Type type) => Of(type, null);

    public static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "";

    public static string Constraints(Type[] arguments) => string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(argument =>
    {
        var attributes = argument.GenericParameterAttributes;
        string[] all =
        [
            .. attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? new[] { "struct" }
                : attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : [],
            .. argument.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)).Select(Of),
        ];
        return all.Length == 0 ? "" : $" where {argument.Name} : {string.Join(", ", all)}";
    }));

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";

        string mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsGenericParameter)
            return type.Name + mark;
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword + mark;

        // The arguments of a nested type begin with those of the type around it.
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var arguments = type.GetGenericArguments().Skip(outer).Select((argument, i) =>
            Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(outer + i))).ToArray();
        string name = type.Name.Split('`')[0] + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>");
        return (type.IsNested ? $"{Of(type.DeclaringType!)}.{name}" : name) + mark;
    }

    // The context is not thread-safe, and tests may run side by side.
    private static NullabilityInfo Locked(Func<NullabilityInfo> create)
    {
        lock (Nullability)
            return create();
    }
}
