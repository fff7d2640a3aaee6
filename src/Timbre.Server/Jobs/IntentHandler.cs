using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>Does one kind of slow work. May run twice for one intent: a crash may come at any line.</summary>
internal interface IIntentHandler
{
    string Kind { get; }

    /// <summary>How many run at once in this process; the others wait in line.</summary>
    int AtOnce { get; }

    /// <summary>
    /// Does the work. The handler deletes the intent (or moves its due time) in the same transaction as its result;
    /// an intent that is still there and due runs again.
    /// </summary>
    Task Run(Intent intent, CancellationToken ct);

    /// <summary>Ends the work badly after too many exceptions: whatever waits for it must be told.</summary>
    Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct);
}
