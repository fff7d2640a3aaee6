using Timbre.Audio.Formats;
using Timbre.Bench.Transcripts;
using Timbre.Models.Consent;
using Timbre.Models.Transcription;

namespace Timbre.Bench.Consent;

/// <summary>
/// How often a statement that is said is refused, and one that is not is accepted: real speech, whose transcripts stand for the statement.
/// </summary>
internal static class StatementTrials
{
    private const string Own = "said word by word";

    /// <param name="list">Set, speaker, WAV file at any rate and text a line.</param>
    public static async Task<int> OfSpeech(string list)
    {
        var all = SpokenUtterance.Read(list);
        var (check, failures, table) = (new StatementCheck(), new WrongTexts(all), new AcceptanceTable());
        for (var i = 0; i < all.Count; i++)
        {
            var sound = await AudioDecoder.Decode(
                all[i].Path, AudioLimits.UpTo(Transcriber.MaxSeconds, long.MaxValue), CancellationToken.None);
            foreach (var (kind, text) in failures.Of(i).Prepend((Own, all[i].Text)))
                table.Add(kind, all[i].Set, check.Check(sound, ConsentStatement.Of(text), CancellationToken.None), isTrue: kind == Own);
            table.Add(
                "the sound's last third missing", all[i].Set,
                check.Check(sound.Cut(0, sound.Seconds * 2 / 3), ConsentStatement.Of(all[i].Text), CancellationToken.None), isTrue: false);
        }

        table.Print();
        return 0;
    }

    /// <param name="list">A kind, a set, a sound file, the company of the statement, and whether it is to be accepted (yes, no) a
    /// line.</param>
    public static async Task<int> OfStatement(string list)
    {
        var (check, table) = (new StatementCheck(), new AcceptanceTable());
        foreach (var cells in File.ReadLines(list).Select(line => line.Split('\t')))
        {
            var sound = await AudioDecoder.Decode(
                cells[2], AudioLimits.UpTo(Transcriber.MaxSeconds, long.MaxValue), CancellationToken.None);
            var verdict = check.Check(sound, ConsentStatement.Of(ConsentStatement.DefaultTemplate, cells[3]), CancellationToken.None);
            table.Add(cells[0], cells[1], verdict, cells[4] == "yes");
            if (verdict.Accepted != (cells[4] == "yes"))
                await Console.Error.WriteLineAsync(
                    $"{Path.GetFileName(cells[2])}: {verdict.Reason} {string.Join(
                        ' ', verdict.Words.Where(word => !word.Ok).Select(word => $"{word.Word} {word.Score:0.00}"))}");
        }

        table.Print();
        return 0;
    }
}
