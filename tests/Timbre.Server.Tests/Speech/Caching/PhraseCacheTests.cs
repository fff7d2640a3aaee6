using Timbre.Audio;
using Timbre.Models.Nn;
using Timbre.Models.Voices;
using Timbre.Server.Speech;
using Timbre.Server.Speech.Caching;

namespace Timbre.Server.Tests.Speech.Caching;

public sealed class PhraseCacheTests
{
    private const int Samples = 1000;

    [Fact]
    public void It_never_holds_more_than_it_may_and_lets_go_of_what_was_longest_unused()
    {
        var phrases = New(50_000); // room for eleven
        var cache = phrases.ForVoice();
        for (var i = 0; i < 100; i++)
        {
            cache.Add(Key(i), Phrase());
            Assert.InRange(phrases.Bytes, 1, 50_000);
            Assert.NotNull(cache.Find(Key(0))); // used again and again, so it stays
            Assert.NotNull(cache.Find(Key(i)));
        }

        Assert.Equal(11, Enumerable.Range(0, 100).Count(i => cache.Find(Key(i)) is not null));
    }

    [Fact]
    public void A_cache_of_a_voice_has_only_what_was_added_to_it_and_nothing_once_it_is_closed()
    {
        var phrases = New(1_000_000);
        var (ada, eve) = (phrases.ForVoice(), phrases.ForVoice());
        var phrase = Phrase();
        ada.Add(Key(1), phrase);
        Assert.Same(phrase, ada.Find(Key(1)));
        Assert.Null(ada.Find(Key(1) with { Seed = 1 }));
        Assert.Null(eve.Find(Key(1)));
        eve.Add(Key(1), Phrase());
        var both = phrases.Bytes;

        ada.Close();
        Assert.Null(ada.Find(Key(1)));
        Assert.Equal(both / 2, phrases.Bytes);
        ada.Add(Key(2), Phrase()); // somebody was speaking while it closed
        Assert.Null(ada.Find(Key(2)));
        Assert.NotNull(eve.Find(Key(1)));
    }

    [Fact]
    public void Switched_off_it_keeps_nothing()
    {
        var phrases = New(0);
        var cache = phrases.ForVoice();
        cache.Add(Key(1), Phrase());
        Assert.False(cache.IsEnabled);
        Assert.Null(cache.Find(Key(1)));
        Assert.Equal(0, phrases.Bytes);
    }

    [Fact]
    public async Task Many_threads_at_once_leave_it_in_order()
    {
        var phrases = New(100_000);
        var caches = Enumerable.Range(0, 4).Select(_ => phrases.ForVoice()).ToArray();
        await Parallel.ForAsync(0, 8, (thread, _) =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 5000; i++)
            {
                var cache = caches[random.Next(4)];
                if (cache.Find(Key(random.Next(40))) is null)
                    cache.Add(Key(random.Next(40)), Phrase());
            }

            return ValueTask.CompletedTask;
        });
        Assert.InRange(phrases.Bytes, 1, 100_000);
        foreach (var cache in caches)
            cache.Close();
        Assert.Equal(0, phrases.Bytes);
    }

    private static PhraseCache New(long bytes) =>
        new(new SpeechLimits { SpeechCacheBytes = bytes });

    private static PhraseKey Key(int i) => new(0, $"{i}");

    private static SpokenPhrase Phrase() => new(new AudioClip(new float[Samples], SpeechFormat.SampleRateHz), [], []);
}
