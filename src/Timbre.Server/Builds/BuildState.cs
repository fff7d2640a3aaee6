using System.Text;
using Timbre.Server.Voices;

namespace Timbre.Server.Builds;

/// <summary>Where a build is.</summary>
internal enum BuildState
{
    /// <summary>There are too few recordings.</summary>
    AwaitingRecordings,

    /// <summary>Somebody has to ask for the build.</summary>
    AwaitingBuild,

    /// <summary>The dataset is analysed, and there is no consent to decide about.</summary>
    AwaitingConsent,

    /// <summary>The dataset is read and analysed before anybody has asked for the build.</summary>
    Preparing,

    /// <summary>The voice is being built.</summary>
    Building,
    Finished,
    Failed,
    DatasetIssue,
    ConsentFailed,
}

/// <summary>What decides, besides state and event.</summary>
/// <param name="StartsByItself">A professional voice with a dataset, whose build begins with the dataset's arrival.</param>
/// <param name="HasDataset">It has a dataset address.</param>
/// <param name="NeedsIngest">The dataset's recordings are not all here.</param>
/// <param name="HasEnough">There are recordings enough for a build.</param>
/// <param name="HasModel">An earlier build has finished.</param>
/// <param name="MayVerify">There is a consent to decide about, or the account needs none.</param>
internal readonly record struct BuildFacts(
    bool StartsByItself, bool HasDataset, bool NeedsIngest, bool HasEnough, bool HasModel, bool MayVerify);

/// <summary>What is to be done when a build moves, in this order.</summary>
/// <param name="Cancel">Drop the work that is still to be done.</param>
/// <param name="IsNew">Count a new build, which makes the work of older ones worthless.</param>
/// <param name="Run">Enqueue this step; null for none.</param>
/// <param name="Tell">Write the webhook of an end.</param>
/// <param name="Analyse">Have the recordings analysed that are new or changed, whether or not a build follows.</param>
internal readonly record struct BuildEffects(
    bool Cancel = false, bool IsNew = false, BuildStep? Run = null, bool Tell = false, bool Analyse = false)
{
    public bool IsNone => this == default;
}

/// <summary>The state machine of a build: state, event and facts in, state and effects out; nothing else is read or written.</summary>
internal static class BuildMachine
{
    public static (BuildState State, BuildEffects Effects) Next(BuildState state, BuildEvent what, BuildFacts facts) => what switch
    {
        BuildEvent.BuildRequested when !IsAtWork(state) =>
            (BuildState.Building, new BuildEffects(IsNew: true, Run: facts.NeedsIngest ? BuildStep.Ingest : BuildStep.Analyse)),
        BuildEvent.RecordingsChanged => (IsWaitingForData(state) ? Waiting(facts) : state, new BuildEffects(Analyse: true)),
        BuildEvent.RecordingsAnalysed when IsWaitingForData(state) => (Waiting(facts), default),
        BuildEvent.DatasetChanged when state != BuildState.Building && facts is { StartsByItself: true, NeedsIngest: true } => Prepare,
        BuildEvent.DatasetChanged when IsInitializing(state) => (Waiting(facts), new BuildEffects(Cancel: true)),
        BuildEvent.ConsentGiven when state == BuildState.AwaitingConsent => (BuildState.Building, new BuildEffects(Run: BuildStep.Analyse)),
        BuildEvent.ConsentGiven when state == BuildState.ConsentFailed =>
            !facts.StartsByItself ? (Waiting(facts), default)
            : facts.NeedsIngest ? Prepare
            : (BuildState.Building, new BuildEffects(Run: BuildStep.Analyse)),
        BuildEvent.ConsentUnreadable when IsInitializing(state) => (BuildState.ConsentFailed, new BuildEffects(Cancel: true, Tell: true)),
        BuildEvent.ConsentRevoked when state == BuildState.Building || facts.HasModel =>
            (BuildState.ConsentFailed, new BuildEffects(Cancel: true, Tell: true)),
        BuildEvent.Ingested when IsAtWork(state) => (state, new BuildEffects(Run: BuildStep.Analyse)),
        BuildEvent.DataReady when IsAtWork(state) =>
            facts.MayVerify ? (BuildState.Building, new BuildEffects(Run: BuildStep.VerifyConsent)) : (BuildState.AwaitingConsent, default),
        BuildEvent.DataRefused when IsAtWork(state) => (BuildState.DatasetIssue, new BuildEffects(Tell: true)),
        BuildEvent.DataOutdated when state == BuildState.Building => (state, new BuildEffects(Run: BuildStep.Analyse)),
        BuildEvent.ConsentAccepted when state == BuildState.Building => (state, new BuildEffects(Run: BuildStep.Train)),
        BuildEvent.ConsentRejected when state == BuildState.Building => (BuildState.ConsentFailed, new BuildEffects(Tell: true)),
        BuildEvent.Trained when state == BuildState.Building => (BuildState.Finished, new BuildEffects(Tell: true)),
        BuildEvent.Broken when IsAtWork(state) => (BuildState.Failed, new BuildEffects(Tell: true)),
        _ => (state, default),
    };

    private static bool IsWaitingForData(BuildState state) => state is BuildState.AwaitingRecordings or BuildState.AwaitingBuild;

    /// <summary>A job works on it.</summary>
    public static bool IsAtWork(BuildState state) => state is BuildState.Preparing or BuildState.Building;

    /// <summary>No build has been asked for since the voice or its data came.</summary>
    public static bool IsInitializing(BuildState state) =>
        state is BuildState.AwaitingRecordings or BuildState.AwaitingBuild or BuildState.AwaitingConsent or BuildState.Preparing;

    /// <summary>What a new voice begins with.</summary>
    public static (BuildState State, BuildEffects Effects) First(BuildFacts facts) =>
        facts.StartsByItself ? (BuildState.Preparing, new BuildEffects(Run: BuildStep.Ingest)) : (Waiting(facts), default);

    private static (BuildState, BuildEffects) Prepare =>
        (BuildState.Preparing, new BuildEffects(Cancel: true, IsNew: true, Run: BuildStep.Ingest));

    private static BuildState Waiting(BuildFacts facts) =>
        facts.HasDataset || facts.HasEnough ? BuildState.AwaitingBuild : BuildState.AwaitingRecordings;

    /// <summary>As a Mermaid diagram: an arrow for every move that some facts make possible, with the events that lead that way.</summary>
    public static string Drawing()
    {
        var arrows = from state in Enum.GetValues<BuildState>()
                     from what in Enum.GetValues<BuildEvent>()
                     from facts in AllFacts
                     let move = Next(state, what, facts)
                     where move.State != state || !move.Effects.IsNone
                     group what by (From: state, To: move.State) into same
                     orderby same.Key
                     select $"    {same.Key.From} --> {same.Key.To}: {string.Join(", ", same.Distinct().Order())}\n";
        var starts = AllFacts.Select(facts => First(facts).State).Distinct().Order().Select(state => $"    [*] --> {state}\n");
        return new StringBuilder("stateDiagram-v2\n").AppendJoin("", starts).AppendJoin("", arrows).ToString();
    }

    /// <summary>Every combination of facts that a voice can have.</summary>
    public static IEnumerable<BuildFacts> AllFacts =>
        from bits in Enumerable.Range(0, 64)
        let facts = new BuildFacts((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0)
        where facts.HasDataset || !(facts.StartsByItself || facts.NeedsIngest)
        select facts;
}
