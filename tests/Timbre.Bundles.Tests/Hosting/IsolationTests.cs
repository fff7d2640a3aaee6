using Timbre.Bundles.Hosting;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Hosting;

[Collection(RealModel.Name)]
public sealed class IsolationTests(RealModel model)
{
    [IsolationFact]
    public void The_process_has_no_files_no_writing_no_network_and_no_processes()
    {
        using var host = new ModelHost(model.Bundle, 1, Timeout.InfiniteTimeSpan);
        Assert.Empty(host.Isolation);

        model.Hear(host);

        Assert.Equal(["files", "writing", "network", "processes"], host.Isolation);
    }

    [IsolationFact]
    public void All_its_threads_are_filtered_and_gain_no_privileges()
    {
        using var host = new ModelHost(model.Bundle, 2, Timeout.InfiniteTimeSpan);
        model.Hear(host);

        var threads = Directory.GetDirectories($"/proc/{host.ProcessId}/task");

        Assert.NotEmpty(threads);
        Assert.All(threads, thread =>
        {
            var status = File.ReadAllLines(Path.Combine(thread, "status"));
            Assert.Contains("NoNewPrivs:\t1", status);
            Assert.Contains("Seccomp:\t2", status); // SECCOMP_MODE_FILTER
        });
    }

    [IsolationFact]
    public void No_file_of_ours_is_left_open_to_it()
    {
        using var folder = new TemporaryFolder();
        using var ours = new FileStream(folder.At("secret"), FileMode.Create, FileAccess.ReadWrite);
        using var host = new ModelHost(model.Bundle, 1, Timeout.InfiniteTimeSpan);
        model.Hear(host);

        var open = Directory.GetFiles($"/proc/{host.ProcessId}/fd").Select(link => File.ResolveLinkTarget(link, false)?.FullName);

        Assert.DoesNotContain(ours.Name, open);
    }
}
