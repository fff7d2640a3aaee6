using System.Runtime.CompilerServices;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Docs;

/// <summary>What every visit to a page is held to.</summary>
internal static class PageVisit
{
    /// <summary>No complaint but the browser's own note of each refused call, and nothing asked of any other server.</summary>
    public static void Blameless(Browser page, TestServer server, int refusals)
    {
        Assert.True(
            page.Complaints.All(complaint => complaint.Contains("400 (Bad Request)", StringComparison.Ordinal)),
            string.Join('\n', page.Complaints.Take(5)));
        Assert.Equal(refusals, page.Complaints.Count(complaint => complaint.Contains("400 (Bad Request)", StringComparison.Ordinal)));
        Assert.NotEmpty(page.Loaded);
        Assert.DoesNotContain(page.Loaded, address => address.Scheme is "http" or "https" && address.Authority != server.Url.Authority);
    }

    /// <summary>Leaves a picture of the page when something is not as it should be.</summary>
    public static async Task Photographed(Browser page, Func<Task> visit, [CallerMemberName] string test = "")
    {
        try
        {
            await visit();
        }
        catch
        {
            await page.Screenshot(RepositoryFolder.PathOf($".artifacts/pages/{test}.png"));
            throw;
        }
    }
}
