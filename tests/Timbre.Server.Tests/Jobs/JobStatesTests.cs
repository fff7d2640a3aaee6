using Timbre.Server.Jobs;

namespace Timbre.Server.Tests.Jobs;

public sealed class JobStatesTests
{
    [Fact]
    public void The_page_draws_the_table_of_the_code() => Drawn.In("docs/jobs.md", JobStates.Drawing());

    [Fact]
    public void Every_change_of_a_job_is_drawn_and_leads_to_one_state()
    {
        Assert.Equal(Enum.GetValues<JobChange>().ToHashSet(), JobStates.Table.Select(row => row.Change).ToHashSet());
        Assert.Equal(JobStates.Table.Count, JobStates.Table.DistinctBy(row => (row.From, row.Change)).Count());
    }
}
