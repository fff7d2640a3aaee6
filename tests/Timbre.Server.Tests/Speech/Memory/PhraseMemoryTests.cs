using Timbre.Audio;
using Timbre.Models;
using Timbre.Server.Plumbing;
using Timbre.Server.Speech.Memory;

namespace Timbre.Server.Tests.Speech.Memory;

public sealed class PhraseMemoryTests
{
    private const int Samples = 1000;

    [Fact]
    public void It_never_holds_more_than_it_may_and_lets_go_of_what_was_longest_unused()
    {
        var memory = New(50_000); // room for eleven
        var shelf = memory.NewShelf();
        for (var i = 0; i < 100; i++)
        {
            shelf.Keep(Key(i), Phrase());
            Assert.InRange(memory.Bytes, 1, 50_000);
            Assert.NotNull(shelf.Find(Key(0))); // used again and again, so it stays
            Assert.NotNull(shelf.Find(Key(i)));
        }

        Assert.Equal(11, Enumerable.Range(0, 100).Count(i => shelf.Find(Key(i)) is not null));
    }

    [Fact]
    public void A_shelf_knows_only_what_was_put_on_it_and_nothing_once_it_is_closed()
    {
        var memory = New(1_000_000);
        var (ada, eve) = (memory.NewShelf(), memory.NewShelf());
        var phrase = Phrase();
        ada.Keep(Key(1), phrase);
        Assert.Same(phrase, ada.Find(Key(1)));
        Assert.Null(ada.Find(Key(1) with { Seed = 1 }));
        Assert.Null(eve.Find(Key(1)));
        eve.Keep(Key(1), Phrase());
        var both = memory.Bytes;

        ada.Close();
        Assert.Null(ada.Find(Key(1)));
        Assert.Equal(both / 2, memory.Bytes);
        ada.Keep(Key(2), Phrase()); // somebody was speaking while it closed
        Assert.Null(ada.Find(Key(2)));
        Assert.NotNull(eve.Find(Key(1)));
    }

    [Fact]
    public void Switched_off_it_keeps_nothing()
    {
        var memory = New(0);
        var shelf = memory.NewShelf();
        shelf.Keep(Key(1), Phrase());
        Assert.False(shelf.IsOn);
        Assert.Null(shelf.Find(Key(1)));
        Assert.Equal(0, memory.Bytes);
    }

    [Fact]
    public async Task Many_threads_at_once_leave_it_in_order()
    {
        var memory = New(100_000);
        var shelves = Enumerable.Range(0, 4).Select(_ => memory.NewShelf()).ToArray();
        await Parallel.ForAsync(0, 8, (thread, _) =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 5000; i++)
            {
                var shelf = shelves[random.Next(4)];
                if (shelf.Find(Key(random.Next(40))) is null)
                    shelf.Keep(Key(random.Next(40)), Phrase());
            }

            return ValueTask.CompletedTask;
        });
        Assert.InRange(memory.Bytes, 1, 100_000);
        foreach (var shelf in shelves)
            shelf.Close();
        Assert.Equal(0, memory.Bytes);
    }

    private static PhraseMemory New(long bytes) => new(new Settings { Urls = [], DataFolder = "", Limits = new Limits { SpeechCacheBytes = bytes }, Policies = new Policies() });

    private static PhraseKey Key(int i) => new(0, $"{i}");

    private static SpokenPhrase Phrase() => new(new Clip(new float[Samples], VoiceEngine.SpeechRateHz), [], []);
}
