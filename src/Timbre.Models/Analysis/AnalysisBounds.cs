namespace Timbre.Models.Analysis;

/// <summary>From which value on something about a recording is a finding; a server reads them from <c>Analysis__NAME</c>.</summary>
/// <remarks>
/// Names end in their unit. Where a bound to be mended stands beside one to be warned of, the first lies further out; infinity
/// (negative, for a lower bound) turns one off.
/// </remarks>
public sealed record AnalysisBounds
{
    /// <summary>The default bounds.</summary>
    public static AnalysisBounds Default { get; } = new();

    /// <summary>Less speech than this is none, in seconds.</summary>
    public double SpeechFixSeconds { get; init; } = 0.1;

    /// <summary>Sound shorter than this, with no speech found, is too short to tell, in seconds.</summary>
    public double ShortWarnSeconds { get; init; } = 1;

    /// <summary>Signal-to-noise ratio below which a recording is noisy, in dB.</summary>
    public double NoisyWarnDb { get; init; } = 20;

    /// <summary>Signal-to-noise ratio below which the noise would spoil a voice, in dB.</summary>
    public double NoisyFixDb { get; init; } = 10;

    /// <summary>
    /// Hum above which it is heard, in dB re the speech: at 60 Hz the ear's threshold lies some 20 to 25 dB below the level of speech.
    /// </summary>
    public double HumWarnDb { get; init; } = -20;

    /// <summary>Hum above which it would spoil a voice, in dB re the speech.</summary>
    public double HumFixDb { get; init; } = -5;

    /// <summary>A steady tone above which it is heard, in dB re the speech.</summary>
    public double ToneWarnDb { get; init; } = -38;

    /// <summary>A steady tone above which it would spoil a voice, in dB re the speech.</summary>
    public double ToneFixDb { get; init; } = -15;

    /// <summary>Clicks above which there are too many, a second.</summary>
    public double ClicksWarnPerSecond { get; init; } = 1;

    /// <summary>Clicks above which they would spoil a voice, a second.</summary>
    public double ClicksFixPerSecond { get; init; } = 4;

    /// <summary>Share of the speech lost in dropouts above which it is reported, 0 to 1: any dropout.</summary>
    public double DropoutsWarnShare { get; init; }

    /// <summary>Share of the speech lost in holes above which they would spoil a voice, 0 to 1.</summary>
    public double DropoutsFixShare { get; init; } = 0.02;

    /// <summary>Share of samples in flat tops above which a recording is clipped, 0 to 1.</summary>
    public double ClippingWarnShare { get; init; } = 0.001;

    /// <summary>Share of samples in flat tops above which clipping would spoil a voice, 0 to 1.</summary>
    public double ClippingFixShare { get; init; } = 0.02;

    /// <summary>Loudness below which a recording is too quiet, in LUFS.</summary>
    public double QuietWarnLufs { get; init; } = -42;

    /// <summary>Loudness below which steps of 16 bits are heard, in LUFS.</summary>
    public double QuietFixLufs { get; init; } = -58;

    /// <summary>Loudness above which a recording is too loud, in LUFS.</summary>
    public double LoudWarnLufs { get; init; } = -9;

    /// <summary>True peak above which it is worth a note, in dB re full scale.</summary>
    public double PeakNoteDb { get; init; }

    /// <summary>Swing of the loudness above which it is uneven, in dB.</summary>
    public double UnevenWarnDb { get; init; } = 20;

    /// <summary>Mean amplitude, either way, above which there is an offset; full scale is 1.</summary>
    public double OffsetWarnAmplitude { get; init; } = 0.02;

    /// <summary>Reverberation time above which a room is heard, in seconds.</summary>
    public double ReverberantWarnSeconds { get; init; } = 0.65;

    /// <summary>Reverberation time above which the room would spoil a voice, in seconds.</summary>
    public double ReverberantFixSeconds { get; init; } = 1;

    /// <summary>Highest frequency below which a voice is dull, in Hz.</summary>
    public double NarrowWarnHz { get; init; } = 6200;

    /// <summary>Highest frequency below which a voice would sound as over a telephone, in Hz.</summary>
    public double NarrowFixHz { get; init; } = 3900;

    /// <summary>2 to 4 kHz re 300 to 1000 Hz, below which a voice is muffled, in dB.</summary>
    public double MuffledWarnDb { get; init; } = -40;

    /// <summary>2 to 4 kHz re 300 to 1000 Hz, below which it would spoil a voice, in dB.</summary>
    public double MuffledFixDb { get; init; } = -50;

    /// <summary>100 to 300 Hz re 300 to 1000 Hz, below which a voice is thin, in dB.</summary>
    public double ThinWarnDb { get; init; } = -18;

    /// <summary>100 to 300 Hz re 300 to 1000 Hz, below which it would spoil a voice, in dB.</summary>
    public double ThinFixDb { get; init; } = -35;

    /// <summary>Mirror images above which they are heard, in dB re what they mirror.</summary>
    public double ImagesWarnDb { get; init; } = -35;

    /// <summary>Mirror images above which they would spoil a voice, in dB re what they mirror.</summary>
    public double ImagesFixDb { get; init; } = -12;

    /// <summary>Bits in use below which steps are heard.</summary>
    public double ResolutionWarnBits { get; init; } = 8.5;

    /// <summary>Bits in use below which they would spoil a voice.</summary>
    public double ResolutionFixBits { get; init; } = 6.5;

    /// <summary>Level of the first or last 10 ms above which a word is cut, in dB re the speech.</summary>
    public double CutWarnDb { get; init; } = -10;

    /// <summary>Silence at one end above which it is worth a note, in seconds.</summary>
    public double SilenceNoteSeconds { get; init; } = 2;

    /// <summary>Estimated STOI below which words are hard to understand.</summary>
    public double StoiWarn { get; init; } = 0.85;

    /// <summary>Estimated STOI below which words are lost.</summary>
    public double StoiFix { get; init; } = 0.7;

    /// <summary>Estimated wide-band PESQ below which the sound is poor.</summary>
    public double PesqWarn { get; init; } = 2;

    /// <summary>Estimated wide-band PESQ below which the sound would spoil a voice.</summary>
    public double PesqFix { get; init; } = 1.3;

    /// <summary>Estimated SI-SDR below which the sound is poor, in dB.</summary>
    public double SiSdrWarnDb { get; init; } = 5;

    /// <summary>Estimated SI-SDR below which the sound would spoil a voice, in dB.</summary>
    public double SiSdrFixDb { get; init; } = -5;

    /// <summary>Log-likelihood ratio, natural, of the two parts of a recording below which they are of two speakers.</summary>
    public double TwoSpeakersWarnNats { get; init; }

    /// <summary>Log-likelihood ratio, natural, of a recording against the others below which it is of another speaker.</summary>
    public double OutlierFixNats { get; init; } = SpeakerEncoder.DatasetSpeaker.CertainOutlier;

    /// <summary>
    /// The ratio below which it is where the others are much nearer to one another; <see cref="OutlierFixNats"/> or more.
    /// </summary>
    public double OutlierOddNats { get; init; } = SpeakerEncoder.DatasetSpeaker.PossibleOutlier;

    /// <summary>Share of the shorter of two recordings from which on the later one is a duplicate, 0 to 1.</summary>
    public double DuplicateWarnShare { get; init; } = 0.5;
}
