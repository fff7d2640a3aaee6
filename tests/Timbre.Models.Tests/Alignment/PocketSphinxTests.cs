using Timbre.Models.Alignment;
using Timbre.Models.Programs;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Alignment;

public class PocketSphinxTests
{
    [Fact]
    public void Phones_of_real_speech_are_found_from_its_start_to_its_end()
    {
        var clip = Reader.Recordings[0].Load();
        using var scratch = new ScratchFolder();

        var phones = PocketSphinx.RecognisePhones(clip, scratch, CancellationToken.None);

        Assert.True(phones.Count > 5 * clip.Seconds);
        Assert.Equal(0, phones[0].StartSeconds);
        Assert.Equal(clip.Seconds, phones[^1].EndSeconds, 0.1);
    }

    [Fact]
    public void Lines_that_are_no_times_are_not_taken_for_them() =>
        Assert.Equal(new PhoneTime("AA", 0.5, 0.61), Assert.Single(PocketSphinx.Parse("SIL AA B\nAA 0.500 0.600 0.99\nREADY....\n")));
}
