namespace ImageProvenance.Policies;

/// <summary>Finds rules between which a name could not decide: patterns of equal rank that can match one name.</summary>
internal static class RuleAmbiguity
{
    public static void Check(IReadOnlyList<PolicyRule> rules, List<PolicyMistake> mistakes)
    {
        for (int i = 0; i < rules.Count; i++)
            for (int j = i + 1; j < rules.Count; j++)
                foreach (var left in rules[i].Images)
                    foreach (var right in rules[j].Images)
                        if (left.CompareSpecificity(right) == 0 && left.Overlaps(right))
                            mistakes.Add(new($"$.rules[{j}].images", $"'{right}' and '{left}' of rule '{rules[i].Name}' are equally specific and can match the same image; make one of them more specific."));
    }
}
