using System.Text;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Checkpoints as tests write them.</summary>
internal static class CheckpointText
{
    extension(Checkpoint)
    {
        public static Checkpoint Parse(string note) => Checkpoint.Parse(Encoding.UTF8.GetBytes(note));
    }
}
