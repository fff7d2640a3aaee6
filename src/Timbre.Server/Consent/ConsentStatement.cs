namespace Timbre.Server.Consent;

/// <summary>What the speaker says.</summary>
internal static class ConsentStatement
{
    public static string For(string company) =>
        $"I am aware that recordings of my voice will be used by {company} to train and create a synthetic version of my voice by Resemble AI.";
}
