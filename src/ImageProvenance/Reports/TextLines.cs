using System.Text;

namespace ImageProvenance;

/// <summary>Collects indented lines. Whatever is appended as a value is freed of control characters here, once for all.</summary>
internal sealed class TextLines
{
    private const int LabelWidth = 10;
    private readonly StringBuilder _text = new();

    public void Line(int indent, string text) => _text.Append(' ', indent * 2).Append(SafeText.Clean(text)).Append('\n');

    public void Labelled(int indent, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Line(indent, label.PadRight(LabelWidth) + value);
    }

    public void Heading(string text)
    {
        _text.Append('\n');
        Line(0, text);
    }

    public void Failure(int indent, string? code, string? message, string? expected, string? actual)
    {
        if (code is null && message is null)
            return;
        Line(indent, code is null ? message! : $"{code}: {message}");
        Labelled(indent + 1, "expected", expected);
        Labelled(indent + 1, "found", actual);
    }

    public override string ToString() => _text.ToString().TrimEnd('\n');
}
