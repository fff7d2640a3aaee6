using Timbre.Storage;

namespace Timbre.Server.Voices;

/// <summary>
/// The builds of voices, as the slices below them see it: they say what has happened, and the build decides what follows.
/// </summary>
/// <remarks>
/// It stands here, on the floor of its callers, so that recordings, consents and analyses need not know the slice Builds, which knows all
/// of them.
/// </remarks>
internal interface IBuilds
{
    /// <summary>Begins the first build of a new voice, in the transaction that adds its row.</summary>
    Task Begin(UnitOfWork unit, Voice voice, CancellationToken ct);

    /// <summary>
    /// Something has happened that may move the build of a voice: its status, its work and the webhook follow in the same transaction.
    /// </summary>
    /// <param name="unit">The transaction, in which everything that belongs to the event is written already.</param>
    /// <param name="voiceId">Whose build; nothing happens where the voice is gone.</param>
    /// <param name="what">What has happened.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="issue">For the owner of the voice: why the status becomes a bad one.</param>
    Task Notify(UnitOfWork unit, string voiceId, BuildEvent what, CancellationToken ct, string? issue = null);
}

/// <summary>What can happen to a build. What follows in which state is drawn in <c>docs/builds.md</c>.</summary>
internal enum BuildEvent
{
    /// <summary>Somebody asks for a build.</summary>
    BuildRequested,

    /// <summary>Somebody added, changed or deleted a recording.</summary>
    RecordingsChanged,

    /// <summary>The analysis has found a recording usable or unusable.</summary>
    RecordingsAnalysed,

    /// <summary>The voice has another dataset, or none any more.</summary>
    DatasetChanged,

    /// <summary>A consent came that can be decided about.</summary>
    ConsentGiven,

    /// <summary>A consent came that cannot even be read.</summary>
    ConsentUnreadable,

    /// <summary>The speaker's consent was withdrawn.</summary>
    ConsentRevoked,

    /// <summary>The dataset's recordings are all here.</summary>
    Ingested,

    /// <summary>The recordings are analysed, and there are enough of them.</summary>
    DataReady,

    /// <summary>The data cannot make a voice.</summary>
    DataRefused,

    /// <summary>Recordings came or went since the decision about the consent, which was about others.</summary>
    DataOutdated,

    /// <summary>The consent holds for these recordings.</summary>
    ConsentAccepted,

    /// <summary>The consent was checked and refused.</summary>
    ConsentRejected,

    /// <summary>The model is there.</summary>
    Trained,

    /// <summary>Something broke that the caller cannot mend.</summary>
    Broken,
}
