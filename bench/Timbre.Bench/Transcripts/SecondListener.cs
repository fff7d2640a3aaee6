using Timbre.Audio;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Store;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Text.Terms;

namespace Timbre.Bench.Transcripts;

/// <summary>A Whisper model that hears what a text is held against; each sound once.</summary>
internal sealed class SecondListener : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("timbre-bench-").FullName;
    private readonly ModelHost _host;
    private (AudioClip Sound, SpokenText? Words)? _last;

    private SecondListener(string model) => _host = new ModelHost(
        new BundleFolder(_folder, TimeProvider.System).Add(model, null, null, default), threads: 1, Timeout.InfiniteTimeSpan);

    /// <summary>Null where there is no model.</summary>
    public static SecondListener? Of(string? model) => model is null ? null : new SecondListener(model);

    /// <summary>The text against the sound and what is heard in it.</summary>
    public TextCheck Check(TextChecker checker, AudioClip sound, string text)
    {
        if (_last?.Sound != sound)
        {
            var recognised = new BundleRecogniser(_host, "bench").Recognise([sound], "en", default)[0].Text;
            _last = (sound, SpokenText.Read(recognised, ReadingOptions.None));
        }

        return SpokenText.Read(text, ReadingOptions.None) is { } spoken
            ? checker.Check(SphinxAcousticModel.ExtractFeatures(sound), spoken, WordAgreement.Align(spoken, _last.Value.Words), default)
            : TextCheck.NotChecked;
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
