using System.Threading.Channels;
using Timbre.Models.Voices.Training;
using Timbre.Server.Voices;
using Timbre.Server.Voices.Progress;

namespace Timbre.Server.Training;

/// <summary>
/// Writes a training's progress, its curve included, into the voice's row, twice a second at most; stops the training when the voice is
/// gone.
/// </summary>
internal sealed class ProgressWriter : IProgress<TrainingProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<TrainingProgress> _latest = Channel.CreateBounded<TrainingProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Task _writing;

    public ProgressWriter(VoiceTable voices, Voice voice, CancellationTokenSource stop, ILogger log) =>
        _writing = Write(voices, voice, stop, log);

    public void Report(TrainingProgress value) => _latest.Writer.TryWrite(value);

    public async ValueTask DisposeAsync()
    {
        _latest.Writer.TryComplete();
        await _writing;
    }

    private async Task Write(VoiceTable voices, Voice voice, CancellationTokenSource stop, ILogger log)
    {
        await foreach (var progress in _latest.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (!await voices.Progress(
                    voice.Id, voice.Build, Stage.Training, progress.Fraction, progress.SecondsLeft, CancellationToken.None,
                    TrainingCurve.Text(progress.Curve)))
                    await stop.CancelAsync();
                await Task.Delay(Pause, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (System.Data.Common.DbException problem)
            {
                log.LogWarning(problem, "Progress could not be written; the training goes on");
            }
        }
    }
}
