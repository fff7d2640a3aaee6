using System.Net;
using Timbre.Models.Consent.Records;
using Timbre.Server.Tests.Admin.Backups;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;

namespace Timbre.Server.Tests.Consent;

public sealed class RestoredKeyTests
{
    [Fact]
    public async Task Records_come_with_the_key_that_signed_them_and_are_added_to_with_it()
    {
        await using var here = await TestServer.Start();
        await using var there = await TestServer.Start();
        var uuid = await here.NewSpeaker();
        await here.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}/consent");
        Assert.NotEqual(Key(here), Key(there));
        Assert.Equal(HttpStatusCode.OK, (await there.Restore(await here.Backup())).Status);
        Assert.Equal(Key(here), Key(there));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(there)));

        await there.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}");
        using var key = ConsentKey.FromPem(Key(here));
        var left = await there.Http.ConsentOf(uuid);
        Assert.Equal(["withdrawn withdrawn", "erased erased"], left.Verdicts());
        Assert.Empty(ConsentChain.Check(left, [key.Public]).Faults);
    }

    private static string PathOf(TestServer server) => Path.Combine(server.DataFolder, "consent.key");

    private static string Key(TestServer server) => File.ReadAllText(PathOf(server));
}
