using System.Diagnostics.Metrics;

namespace Timbre.Server.Speech;

/// <summary>Counts what is spoken, for whoever watches the server.</summary>
internal sealed class SpeechMetrics
{
    /// <summary>The meter's name, and of its instruments the first part.</summary>
    public const string Name = "timbre.speech";

    private readonly Counter<long> _phrases;

    public SpeechMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _phrases = meter.CreateCounter<long>($"{Name}.phrases", "{phrase}", "Phrases that were synthesised.");
    }

    public void CountPhrase() => _phrases.Add(1);
}
