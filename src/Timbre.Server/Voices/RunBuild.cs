using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Server.Jobs;

namespace Timbre.Server.Voices;

/// <summary>
/// The job that takes a build through its next step; the step's end enqueues the one after it. Each step has a queue of its own.
/// </summary>
/// <remarks>It stands here and not in Builds because views tell a voice's place in the queue for training.</remarks>
/// <param name="VoiceId">Whose build.</param>
/// <param name="Number">Which of its builds; a job of an older one does nothing.</param>
/// <param name="Step">What is to be done.</param>
internal sealed record RunBuild(string VoiceId, int Number, BuildStep Step) : IJob
{
    /// <summary>The name of a step's queue.</summary>
    public static string QueueOf(BuildStep step) => JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString());

    Subject IJob.Subject => Subject.Voice(VoiceId);

    string? IJob.Queue => QueueOf(Step);
}

/// <summary>The steps of a build, in their order.</summary>
[JsonConverter(typeof(BuildStepNames))]
internal enum BuildStep
{
    /// <summary>Download the dataset and make recordings of it.</summary>
    Ingest,

    /// <summary>Analyse the recordings and say whether they are enough.</summary>
    Analyse,

    /// <summary>Decide about the speaker's consent.</summary>
    VerifyConsent,

    /// <summary>Train the model.</summary>
    Train,
}

/// <summary>Steps in rows are words, not numbers.</summary>
internal sealed class BuildStepNames() : JsonStringEnumConverter<BuildStep>(JsonNamingPolicy.SnakeCaseLower);
