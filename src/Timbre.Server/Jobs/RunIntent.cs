using Quartz;
using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>The one Quartz job: finds the intent by its id and lets its kind's handler work.</summary>
internal sealed class RunIntent(
    Database db, IntentTable intents, RunningJobs running, Dispatcher dispatcher, IServiceProvider services,
    IHostApplicationLifetime life, TimeProvider time, ILogger<RunIntent> log) : IJob
{
    private const int MaxAttempts = 4;

    public async Task Execute(IJobExecutionContext context)
    {
        var id = context.JobDetail.Key.Group;
        if (await intents.Find(id, CancellationToken.None) is not { State: Intent.Scheduled } intent || running.Has(id))
            return; // done by an earlier run whose end was not recorded, or parked by it, or what it was for is gone

        var handler = services.GetServices<IIntentHandler>().Single(handler => handler.Kind == intent.Kind);
        using (var work = running.Register(intent, life.ApplicationStopping, context.CancellationToken))
        {
            try
            {
                await handler.Run(intent, work.Token);
            }
            catch (OvertakenException)
            {
                log.LogInformation("Dropped {Kind} {Intent}: what it was for is gone, or another build has begun", intent.Kind, id);
            }
            catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
            {
                log.LogInformation("Parked {Kind} {Intent}", intent.Kind, id);
            }
            catch (Exception problem)
            {
                log.LogError(problem, "{Kind} {Intent} failed, attempt {Attempt}", intent.Kind, id, intent.Attempts + 1);
                await CountFailure(handler, intent);
            }
        }

        // what is left is parked or postponed: it waits in line again
        await using (var unit = await db.Begin(CancellationToken.None))
        {
            await unit.Execute("update intents set state = 'waiting' where id = @id", new { id }, CancellationToken.None);
            await unit.Commit();
        }

        dispatcher.Wake();
    }

    private async Task CountFailure(IIntentHandler handler, Intent intent)
    {
        await using var unit = await db.Begin(CancellationToken.None);
        if (intent.Attempts + 1 >= MaxAttempts)
        {
            await handler.GiveUp(unit, intent, CancellationToken.None);
            await IntentTable.Remove(unit, intent.Id, CancellationToken.None);
        }
        else
        {
            var due = time.GetUtcNow() + TimeSpan.FromSeconds(2 * Math.Pow(4, intent.Attempts));
            await unit.Execute(
                "update intents set attempts = attempts + 1, due_at = @due where id = @Id", new { intent.Id, due },
                CancellationToken.None);
        }

        await unit.Commit();
    }
}

/// <summary>The work has become pointless while it ran: what it is for is gone, or another build has begun.</summary>
internal sealed class OvertakenException : OperationCanceledException;
