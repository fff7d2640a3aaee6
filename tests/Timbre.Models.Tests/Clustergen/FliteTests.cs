using Timbre.Models.Programs;

namespace Timbre.Models.Tests.Clustergen;

public class FliteTests
{
    [Fact]
    public void A_program_that_is_not_there_is_named_with_its_package()
    {
        var missing = Assert.Throws<MissingProgramException>(() =>
            new ChildProgram("no-such-program", "its-package").Run([], TimeSpan.FromSeconds(5), CancellationToken.None));

        Assert.Contains("apt-get install its-package", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_takes_too_long_is_ended() =>
        Assert.Throws<ProgramFailedException>(() =>
            new ChildProgram("sleep", "coreutils").Run(["60"], TimeSpan.FromSeconds(0.3), CancellationToken.None));
}
