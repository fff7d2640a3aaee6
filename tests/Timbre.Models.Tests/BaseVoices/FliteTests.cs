using Timbre.Models.BaseVoices;
using Timbre.Models.Programs;

namespace Timbre.Models.Tests.BaseVoices;

public class FliteTests
{
    [Fact]
    public void Segments_of_several_utterances_make_one_line_of_time()
    {
        var phones = Flite.Parse("pau:0.100 ay:0.300 \npau:0.050 b:0.250 \n");

        Assert.Equal([new("pau", 0, 0.1), new("ay", 0.1, 0.3), new("pau", 0.3, 0.35), new PhoneTime("b", 0.35, 0.55)], phones.Select(Rounded));
    }

    [Fact]
    public void What_is_no_list_of_segments_is_refused() => Assert.Throws<ProgramFailedException>(() => Flite.Parse("Segmentation fault"));

    [Fact]
    public void A_program_that_is_not_there_is_named_with_its_package()
    {
        var missing = Assert.Throws<MissingProgramException>(() => new ChildProgram("no-such-program", "its-package").Run([], TimeSpan.FromSeconds(5), CancellationToken.None));

        Assert.Contains("apt-get install its-package", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_takes_too_long_is_ended() =>
        Assert.Throws<ProgramFailedException>(() => new ChildProgram("sleep", "coreutils").Run(["60"], TimeSpan.FromSeconds(0.3), CancellationToken.None));

    private static PhoneTime Rounded(PhoneTime phone) => new(phone.Phone, Math.Round(phone.StartSeconds, 6), Math.Round(phone.EndSeconds, 6));
}
