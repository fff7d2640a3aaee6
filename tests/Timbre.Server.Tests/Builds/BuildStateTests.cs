using Timbre.Server.Builds;
using Timbre.Server.Tests.Jobs;
using Timbre.Server.Voices;

namespace Timbre.Server.Tests.Builds;

public sealed class BuildStateTests
{
    /// <summary>A voice of uploaded recordings, of which there are enough; a consent can be decided about.</summary>
    private static readonly BuildFacts Uploads = new(
        StartsByItself: false, HasDataset: false, NeedsIngest: false, HasEnough: true, HasModel: false, MayVerify: true);

    /// <summary>
    /// Columns: AwaitingRecordings, AwaitingBuild, AwaitingConsent, Preparing, Building, Finished, Failed, DatasetIssue, ConsentFailed.
    /// </summary>
    /// <remarks>
    /// A cell is the next state (R, W, K, P, B, F, X, D, C in the order of the columns), and after + the effects: c cancel, n new build,
    /// I A V T run that step, t tell, a analyse. A point is a pair that changes nothing.
    /// </remarks>
    public static TheoryData<string, string, string> Pairs => new()
    {
        { nameof(Uploads), "BuildRequested", "B+nA B+nA B+nA . . B+nA B+nA B+nA B+nA" },
        { nameof(Uploads), "RecordingsChanged", "W+a W+a K+a P+a B+a F+a X+a D+a C+a" },
        { nameof(Uploads), "RecordingsAnalysed", "W . . . . . . . ." },
        { nameof(Uploads), "DatasetChanged", "W+c W+c W+c W+c . . . . ." },
        { nameof(Uploads), "ConsentGiven", ". . B+A . . . . . W" },
        { nameof(Uploads), "ConsentUnreadable", "C+ct C+ct C+ct C+ct . . . . ." },
        { nameof(Uploads), "ConsentRevoked", ". . . . C+ct . . . ." },
        { nameof(Uploads), "Ingested", ". . . P+A B+A . . . ." },
        { nameof(Uploads), "DataReady", ". . . B+V B+V . . . ." },
        { nameof(Uploads), "DataRefused", ". . . D+t D+t . . . ." },
        { nameof(Uploads), "DataOutdated", ". . . . B+A . . . ." },
        { nameof(Uploads), "ConsentAccepted", ". . . . B+T . . . ." },
        { nameof(Uploads), "ConsentRejected", ". . . . C+t . . . ." },
        { nameof(Uploads), "Trained", ". . . . F+t . . . ." },
        { nameof(Uploads), "Broken", ". . . X+t X+t . . . ." },
        { "too few uploads", "RecordingsChanged", "R+a R+a K+a P+a B+a F+a X+a D+a C+a" },
        { "too few uploads", "RecordingsAnalysed", ". R . . . . . . ." },
        { "too few uploads", "DatasetChanged", "R+c R+c R+c R+c . . . . ." },
        { "too few uploads", "ConsentGiven", ". . B+A . . . . . R" },
        { "a new dataset", "BuildRequested", "B+nI B+nI B+nI . . B+nI B+nI B+nI B+nI" },
        { "a new dataset", "DatasetChanged", "P+cnI P+cnI P+cnI P+cnI . P+cnI P+cnI P+cnI P+cnI" },
        { "a new dataset", "ConsentGiven", ". . B+A . . . . . P+cnI" },
        { "a new dataset", "ConsentRevoked", "C+ct C+ct C+ct C+ct C+ct C+ct C+ct C+ct C+ct" },
        { "a new dataset", "DataReady", ". . . K K . . . ." },
        { "a dataset that is here", "BuildRequested", "B+nA B+nA B+nA . . B+nA B+nA B+nA B+nA" },
        { "a dataset that is here", "DatasetChanged", "W+c W+c W+c W+c . . . . ." },
        { "a dataset that is here", "ConsentGiven", ". . B+A . . . . . B+A" },
        { "a rapid voice's dataset", "BuildRequested", "B+nI B+nI B+nI . . B+nI B+nI B+nI B+nI" },
        { "a rapid voice's dataset", "DatasetChanged", "W+c W+c W+c W+c . . . . ." },
        { "a rapid voice's dataset", "ConsentGiven", ". . B+A . . . . . W" },
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, BuildMachine.AllFacts.Count())];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_of_state_and_event_leads_where_it_should(string which, string what, string cells)
    {
        var happened = Enum.Parse<BuildEvent>(what);
        var found = Enum.GetValues<BuildState>().Select(state => Cell(state, BuildMachine.Next(state, happened, Facts(which))));
        Assert.Equal(cells, string.Join(' ', found));
    }

    [Fact]
    public void The_table_above_has_every_event() =>
        Assert.Equal(Enum.GetNames<BuildEvent>().Order(), Pairs.Select(row => (string)row[1]).Distinct().Order());

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Work_begins_only_where_it_is_shown_and_ends_are_told_once(int facts)
    {
        var known = BuildMachine.AllFacts.ElementAt(facts);
        foreach (var state in Enum.GetValues<BuildState>())
        {
            foreach (var what in Enum.GetValues<BuildEvent>())
            {
                var (next, effects) = BuildMachine.Next(state, what, known);
                Assert.True(effects.Run is null || BuildMachine.IsAtWork(next), $"{state} {what}: a step runs in {next}");
                Assert.True(!effects.IsNew || effects.Run is not null, $"{state} {what}: a new build that nobody works on");
                Assert.True(
                    effects.Tell == (next >= BuildState.Finished && (next != state || effects.Cancel)),
                    $"{state} {what} -> {next}: told {effects.Tell}");
                Assert.True(
                    next == state || !BuildMachine.IsAtWork(state) || IsOfAStep(what) || effects.Cancel,
                    $"{state} {what} -> {next}: its work goes on");
                Assert.True(
                    !IsOfAStep(what) || BuildMachine.IsAtWork(state) || (next == state && effects.IsNone),
                    $"{state} {what}: moved by an old step");
            }
        }
    }

    [Theory]
    [InlineData(nameof(BuildEvent.Trained))]
    [InlineData(nameof(BuildEvent.ConsentAccepted))]
    public void A_voice_is_finished_by_training_alone_and_trained_after_a_decision_alone(string name)
    {
        var what = Enum.Parse<BuildEvent>(name);
        foreach (var facts in BuildMachine.AllFacts)
        {
            foreach (var state in Enum.GetValues<BuildState>())
            {
                foreach (var other in Enum.GetValues<BuildEvent>())
                {
                    var (next, effects) = BuildMachine.Next(state, other, facts);
                    var isFinished = next == BuildState.Finished && state != BuildState.Finished;
                    if (what == BuildEvent.Trained ? isFinished : effects.Run == BuildStep.Train)
                        Assert.Equal(what, other);
                }
            }
        }
    }

    [Fact]
    public void The_page_draws_the_machine_of_the_code() => Drawn.In("docs/builds.md", BuildMachine.Drawing());

    [Fact]
    public void Nobody_but_the_table_of_builds_writes_a_status_and_no_slice_below_knows_the_builds()
    {
        var server = Path.Combine(Drawn.Root, "src", "Timbre.Server");
        var code = Directory.EnumerateFiles(server, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(server, path), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("obj", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [Path.Combine("Builds", "BuildTable.cs")],
            code.Where(file =>
                file.Text.Contains("update builds", StringComparison.Ordinal)
                    || file.Text.Contains("into builds", StringComparison.Ordinal))
                .Select(file => file.Path));
        string[] below = ["Jobs", "Voices", "Recordings", "Datasets", "Analysis", "Consent", "Training", "Webhooks"];
        Assert.Empty(
            from file in code
            where below.Contains(file.Path.Split(Path.DirectorySeparatorChar)[0])
                && file.Text.Contains("Timbre.Server.Builds", StringComparison.Ordinal)
            select file.Path);
    }

    private static BuildFacts Facts(string which) => which switch
    {
        nameof(Uploads) => Uploads,
        "too few uploads" => Uploads with { HasEnough = false },
        "a new dataset" => new BuildFacts(
            StartsByItself: true, HasDataset: true, NeedsIngest: true, HasEnough: false, HasModel: true, MayVerify: false),
        "a dataset that is here" => new BuildFacts(
            StartsByItself: true, HasDataset: true, NeedsIngest: false, HasEnough: false, HasModel: false, MayVerify: true),
        _ => new BuildFacts(StartsByItself: false, HasDataset: true, NeedsIngest: true, HasEnough: false, HasModel: false, MayVerify: true),
    };

    private static string Cell(BuildState before, (BuildState State, BuildEffects Effects) move)
    {
        var (state, effects) = move;
        if (state == before && effects.IsNone)
            return ".";
        var flags = $"{Flag(effects.Cancel, 'c')}{Flag(effects.IsNew, 'n')}{effects.Run?.ToString()[0]}"
            + $"{Flag(effects.Tell, 't')}{Flag(effects.Analyse, 'a')}";
        return "RWKPBFXDC"[(int)state] + (flags.Length > 0 ? "+" + flags : "");
    }

    private static string Flag(bool isSet, char name) => isSet ? $"{name}" : "";

    private static bool IsOfAStep(BuildEvent what) => what >= BuildEvent.Ingested;
}
