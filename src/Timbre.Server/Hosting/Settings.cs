using Timbre.Models.Analysis;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices;
using Timbre.Server.Consent;
using Timbre.Storage;

namespace Timbre.Server.Hosting;

/// <summary>Everything an operator can set, validated at start.</summary>
public sealed record Settings
{
    public required IReadOnlyList<string> Urls { get; init; }
    public required string DataFolder { get; init; }
    public string? ApiKey { get; init; }
    public string? PostgresConnection { get; init; }
    public string? Company { get; init; }
    public Uri? PublicUrl { get; init; }
    public bool AuthorizedUploader { get; init; }

    /// <summary>What turns the frames of voices into sound.</summary>
    public VocoderKind Vocoder { get; init; } = VoiceEngine.DefaultVocoder;

    /// <summary>Private networks that downloads and webhooks may reach, as written.</summary>
    public string AllowNetworks { get; init; } = "";
    public required Limits Limits { get; init; }
    public required Policies Policies { get; init; }

    /// <summary>What counts as a fault of a recording; section <c>Analysis</c>.</summary>
    public AnalysisBounds Analysis { get; init; } = AnalysisBounds.Default;

    /// <summary>What a consent has to be; section <c>Consent</c>.</summary>
    public ConsentPolicy Consent { get; init; } = new();

    /// <summary>Opens the database that these settings name.</summary>
    public Database OpenDatabase() =>
        PostgresConnection is null ? Database.Sqlite(Path.Combine(DataFolder, "timbre.db")) : Database.Postgres(PostgresConnection);
}

/// <summary>Bounds on what one caller may ask for; section <c>Limits</c>.</summary>
public sealed record Limits
{
    /// <summary>Requests per second and key; 0 is no limit.</summary>
    public int RequestsPerSecond { get; init; } = 40;
    public long MaxJsonBytes { get; init; } = 48L << 20;
    public long MaxUploadBytes { get; init; } = 100L << 20;
    public double MinRecordingSeconds { get; init; } = 1;
    public double MaxRecordingSeconds { get; init; } = 60;
    public int MaxRecordingsPerVoice { get; init; } = 10_000;

    /// <summary>How many event streams one account may have open.</summary>
    public int MaxEventStreamsPerAccount { get; init; } = 20;
    public int MaxVoicesPerAccount { get; init; } = 10_000;
    public long MaxDatasetBytes { get; init; } = 4L << 30;
    public long MaxDatasetUnpackedBytes { get; init; } = 8L << 30;
    public int MaxDatasetEntries { get; init; } = 20_000;
    public double MaxDatasetSeconds { get; init; } = 6 * 3600;
    public double MinConsentSeconds { get; init; } = 2;
    public double MaxConsentSeconds { get; init; } = 60;
    public int MaxSpeechCharacters { get; init; } = 3000;
    public int MaxProjectsPerAccount { get; init; } = 10_000;
    public int MaxClipsPerProject { get; init; } = 100_000;
    public int MaxBatchElements { get; init; } = 1000;

    /// <summary>Phonemes, and as many substitutions.</summary>
    public int MaxTermsPerAccount { get; init; } = 2000;

    /// <summary>Uploads and downloads are refused (507) when less than this is free.</summary>
    public long MinFreeDiskBytes { get; init; } = 512L << 20;
    public double DownloadTimeoutSeconds { get; init; } = 1800;
    public int MaxTrainingsAtOnce { get; init; } = 1;

    /// <summary>Threads of one training; 0 is half of the machine's.</summary>
    public int TrainingCores { get; init; }
    public int MaxSpeechAtOnce { get; init; }

    /// <summary>Recordings analysed at once, of all voices together; 0 is as many as the machine has cores.</summary>
    public int AnalysisCores { get; init; }

    /// <summary>Memory for phrases spoken lately; 0 keeps none.</summary>
    public long SpeechCacheBytes { get; init; } = 64L << 20;

    /// <summary>How many WebSockets one account may have open.</summary>
    public int MaxSocketsPerAccount { get; init; } = 20;

    /// <summary>A WebSocket on which nothing is asked and nothing is said for so long is closed.</summary>
    public double SocketIdleSeconds { get; init; } = 300;
}

/// <summary>What is asked of data before a voice is made of it; section <c>Policies</c>.</summary>
public sealed record Policies
{
    public double RapidSeconds { get; init; } = 10;
    public double ProfessionalSeconds { get; init; } = 600;
    public int RapidRecordings { get; init; } = 3;
    public int ProfessionalRecordings { get; init; } = 20;
    public double RapidSpeechSeconds { get; init; } = 3;
    public double ProfessionalSpeechSeconds { get; init; } = 60;

    /// <summary>Hours for which the old webhook secret still signs after a rotation.</summary>
    public double SecretOverlapHours { get; init; } = 24;

    /// <summary>Minutes for which a link to a sound stays valid.</summary>
    public double LinkMinutes { get; init; } = 60;

    /// <summary>What times the waiting between webhook attempts; below 1 for tests of a receiver.</summary>
    public double RetryScale { get; init; } = 1;
}
