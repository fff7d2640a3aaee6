using Spectre.Console;

namespace Timbre.Cli;

/// <summary>A bar on standard error; where that is not a terminal, a line now and then.</summary>
internal static class ProgressBar
{
    /// <summary>Runs slow work off the calling thread. The work tells what it does and how far it is, 0 to 1.</summary>
    public static Task<T> Show<T>(Terminal terminal, string title, Func<Action<string, double>, T> work) =>
        Show(terminal, title, progress => Task.FromResult(work(progress)));

    /// <summary>The same for work that waits.</summary>
    public static Task<T> Show<T>(Terminal terminal, string title, Func<Action<string, double>, Task<T>> work) =>
        terminal.Diagnostics().Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var task = progress.AddTask(Markup.Escape(title), maxValue: 1);
                return Task.Run(() => work((stage, fraction) =>
                {
                    task.Description = Markup.Escape(stage);
                    task.Value = fraction;
                }));
            });
}
