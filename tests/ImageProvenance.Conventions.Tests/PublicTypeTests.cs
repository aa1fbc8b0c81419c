using System.Reflection;

namespace ImageProvenance.Conventions.Tests;

/// <summary>How public types are made.</summary>
public sealed class PublicTypeTests
{
    // Types that are made to be derived from, with the reason. Full names.
    private static readonly string[] MayBeDerivedFrom = [];

    // Types that configuration is bound to need setters, and a clock that is set by hand. Full names.
    private static readonly string[] MayHaveSetters = ["ImageProvenance.Oci.RegistryConnectionsBuilder", "ImageProvenance.Testing.ManualTimeProvider"];

    private static IEnumerable<SourceProject> Projects => Repository.SourceProjects;

    [TestCaseSource(nameof(Projects))]
    public void Every_public_class_is_sealed_abstract_or_static(SourceProject project) => Assert.That(
        project.PublicTypes.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName).Except(MayBeDerivedFrom), Is.Empty);

    [TestCaseSource(nameof(Projects))]
    public void No_public_property_can_be_set_after_construction(SourceProject project) => Assert.That(
        from type in project.PublicTypes
        where !MayHaveSetters.Contains(type.FullName)
        from property in type.GetProperties(DeclaredPublic)
        where property.SetMethod is { } set && (set.IsPublic || set.IsFamily || set.IsFamilyOrAssembly) && !IsInit(set)
        select $"{type.FullName}.{property.Name}",
        Is.Empty);

    [TestCaseSource(nameof(Projects))]
    public void No_public_field_can_be_written(SourceProject project) => Assert.That(
        from type in project.PublicTypes
        where !type.IsEnum
        from field in type.GetFields(DeclaredPublic)
        where field is { IsLiteral: false, IsInitOnly: false }
        select $"{type.FullName}.{field.Name}",
        Is.Empty);

    [TestCaseSource(nameof(Projects))]
    public void The_zero_of_every_enum_means_not_proven(SourceProject project) => Assert.That(
        project.PublicTypes.Where(type => type.IsEnum && !IsChoiceOfTestImages(type) && Enum.GetName(type, 0) is not ("Unknown" or "None")).Select(type => type.FullName), Is.Empty);

    [TestCaseSource(nameof(Projects))]
    public void Every_asynchronous_public_method_takes_a_cancellation_token_last(SourceProject project) => Assert.That(
        from type in project.PublicTypes
        where !typeof(Delegate).IsAssignableFrom(type)
        from method in type.GetMethods(DeclaredPublic)
        where IsAsynchronous(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync) && !IsOverrideOfOthers(method)
        where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
        select $"{type.FullName}.{method.Name}",
        Is.Empty);

    // What a test image is made like is no status that anybody could trust; its zero is the usual choice.
    private static bool IsChoiceOfTestImages(Type type) => type.Namespace == "ImageProvenance.Testing";

    private const BindingFlags DeclaredPublic =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private static bool IsAsynchronous(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));

    // A signature that the framework gives is not ours to choose.
    private static bool IsOverrideOfOthers(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType is { } origin && origin != method.DeclaringType
        && Repository.SourceProjects.All(project => project.Assembly != origin.Assembly);
}
