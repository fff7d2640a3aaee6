using Timbre.Server.Configuration;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;

namespace Timbre.Server.Tests.Analysis;

public sealed class BoundsTests
{
    [Theory]
    [InlineData("Analysis:NoisyFixDb", "30", "Analysis:NoisyFixDb: 30 is above NoisyWarnDb (20)")]
    [InlineData("Analysis:ClippingFixShare", "0.0001", "Analysis:ClippingFixShare: 0.0001 is below ClippingWarnShare (0.001)")]
    [InlineData("Analysis:NoisyWarnDb", "loud", "Analysis")]
    [InlineData("Analysis:HumWarnDb", "NaN", "Analysis:HumWarnDb: is a number")]
    [InlineData("Analysis:Loudness", "3", "Analysis:Loudness: does not exist")]
    [InlineData("TIMBRE_VOCODER", "organ", "TIMBRE_VOCODER: \"organ\" is not a vocoder; there are neural and parametric.")]
    public async Task Bounds_that_cannot_be_meant_stop_the_server_with_a_sentence_that_names_them(string name, string value, string says) =>
        Assert.Contains(says, (await Assert.ThrowsAsync<SettingException>(() => TestServer.Start((name, value)))).Message);

    [Fact]
    public async Task Other_bounds_find_other_faults_and_analyse_anew()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        await server.Http.Recorded(voice, "one", Samples.Bytes(0));
        Assert.Empty((await server.Http.Report(voice)).Named("one").Codes("fix"));

        await server.Restart(("Analysis:QuietWarnLufs", "-10"), ("Analysis:QuietFixLufs", "-15"), ("Analysis:NoisyFixDb", "-Infinity"));
        var until = DateTime.UtcNow.AddMinutes(2);
        while ((await server.Http.Report(voice)).Named("one").Codes("fix") is not ["too_quiet"])
        {
            Assert.True(DateTime.UtcNow < until, "Nothing was analysed anew.");
            await Task.Delay(100);
        }

        Assert.False((await server.Http.Report(voice)).Named("one").Is("is_active"));
    }
}
