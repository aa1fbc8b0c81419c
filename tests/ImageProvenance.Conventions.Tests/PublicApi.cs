using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ImageProvenance.Conventions.Tests;

/// <summary>
/// Renders the public surface of an assembly as text, sorted, one member a line: what a caller or a deriving type of
/// another assembly can use. What the compiler adds to every record is left out.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(SourceProject project)
    {
        var text = new StringBuilder();
        foreach (var type in project.PublicTypes.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(HeadOf(type)).Append('\n');
            foreach (string member in MembersOf(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string HeadOf(Type type)
    {
        string name = $"{type.Namespace}.{TypeNames.Of(type)}{TypeNames.Constraints(type.GetGenericArguments())}";
        if (type.IsEnum)
            return $"{(type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] " : "")}enum {name} : {TypeNames.Of(Enum.GetUnderlyingType(type))}";
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {Signature(type.GetMethod("Invoke")!, name)}";

        string kind = type.IsInterface ? "interface"
            : type.IsValueType ? $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(IsRecord(type) ? "record " : "")}struct"
            : $"{(type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}";
        string[] bases =
        [
            .. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? new[] { TypeNames.Of(parent) } : [],
            .. type.GetInterfaces().Where(contract => contract.IsVisible && !IsRecordsOwn(type, contract)
                && type.BaseType?.GetInterfaces().Contains(contract) != true).Select(TypeNames.Of).Order(StringComparer.Ordinal),
        ];
        return $"{kind} {name}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return [];
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        return
        [
            .. type.GetConstructors(Declared).Where(IsUsable).Where(member => !IsCompilers(member)).Select(constructor => Access(constructor) + $"ctor({Parameters(constructor)})"),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(FieldText),
            .. type.GetProperties(Declared).Where(property => Accessors(property).Any() && property.Name != "EqualityContract").Select(PropertyText),
            .. type.GetEvents(Declared).Where(member => IsUsable(member.AddMethod!)).Select(member => $"event {TypeNames.Of(member.EventHandlerType!)} {member.Name}"),
            .. type.GetMethods(Declared).Where(method => IsUsable(method) && !IsCompilers(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
                .Select(method => Access(method) + Modifiers(method) + Signature(method, method.Name + TypeNames.Arguments(method)) + TypeNames.Constraints(method.GetGenericArguments())),
        ];
    }

    private static string FieldText(FieldInfo field) => field.IsLiteral
        ? $"const {TypeNames.Of(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeNames.Of(field)} {field.Name}";

    private static string PropertyText(PropertyInfo property)
    {
        var first = Accessors(property).First();
        string accessors = string.Join(" ", Accessors(property).Select(accessor => Access(accessor) + (accessor == property.GetMethod ? "get;" : IsInit(accessor) ? "init;" : "set;")));
        string index = property.GetIndexParameters().Length == 0 ? "" : $"[{Parameters(first)}]";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers(first)}{required}{TypeNames.Of(property)} {property.Name}{index} {{ {accessors} }}";
    }

    private static string Signature(MethodInfo method, string name) => $"{TypeNames.Of(method.ReturnParameter)} {name}({Parameters(method)})";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select((parameter, i) =>
        (i == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + (parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") ? "params " : "")
        + TypeNames.Of(parameter) + " " + parameter.Name
        + (parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "")));

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Modifiers(MethodBase method) =>
        method.DeclaringType!.IsInterface && method.IsAbstract ? method.IsStatic ? "static abstract " : ""
        : method.IsStatic ? "static "
        : method.IsAbstract ? "abstract "
        : method is MethodInfo info && info.GetBaseDefinition() != info ? "override "
        : method.IsVirtual && !method.IsFinal ? "virtual " : "";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsUsable);

    private static bool IsUsable(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private static bool IsCompilers(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is { } print && IsCompilers(print);

    private static bool IsRecordsOwn(Type type, Type contract) =>
        IsRecord(type) && contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>);
}
