using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Timbre.Server.Network;

namespace Timbre.Server.Datasets.Fetching;

/// <summary>Brings a dataset from a user's URL to a file that the server named.</summary>
internal sealed class DatasetDownload(GuardedHttp http)
{
    private const int BufferBytes = 128 << 10;

    /// <summary>
    /// Streams the body to <paramref name="path"/> and flushes it to the disk. Whatever goes wrong, the file is gone again;
    /// a file left there by an attempt that was killed is written over, so running twice is running once.
    /// </summary>
    /// <exception cref="DatasetException">The dataset cannot be had from there.</exception>
    /// <exception cref="IOException">Our own disk failed.</exception>
    public async Task<DownloadedFile> Download(
        string path, string url, DownloadLimits limits, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        using var response = await SendRequest(url, ct);
        var host = response.RequestMessage!.RequestUri!.Host;
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation))
            throw Status(host, response.StatusCode);

        var announced = response.Content.Headers.ContentLength;
        if (announced > limits.MaxBytes)
            throw TooLarge(limits);

        try
        {
            return await Receive(path, host, response.Content, announced, limits, progress, ct);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendRequest(string url, CancellationToken ct)
    {
        try
        {
            return await http.Get(url, ct);
        }
        catch (OutboundException e)
        {
            throw new DatasetException(
                e.Failure switch
                {
                    OutboundFailure.Url => DatasetCode.UrlInvalid,
                    OutboundFailure.Address => DatasetCode.ForbiddenAddress,
                    OutboundFailure.Timeout => DatasetCode.TooSlow,
                    _ => DatasetCode.Unreachable,
                },
                $"The dataset cannot be downloaded. {e.Message}",
                mayPass: e.Failure is OutboundFailure.Name or OutboundFailure.Connection or OutboundFailure.Timeout,
                e);
        }
    }

    private static async Task<DownloadedFile> Receive(
        string path, string host, HttpContent content, long? announced, DownloadLimits limits, IProgress<DownloadProgress>? progress,
        CancellationToken ct)
    {
        using var total = CancellationTokenSource.CreateLinkedTokenSource(ct);
        total.CancelAfter(limits.Total);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        });
        await using var body = await content.ReadAsStreamAsync(ct);

        var buffer = new byte[BufferBytes];
        var (written, inWindow, window) = (0L, 0L, Stopwatch.StartNew());
        while (await Read(host, body, buffer, limits, total, ct) is var count and > 0)
        {
            written += count;
            if (written > limits.MaxBytes)
                throw TooLarge(limits);

            sha.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), ct);
            progress?.Report(new DownloadProgress(written, announced));

            inWindow += count;
            if (window.Elapsed >= limits.Window)
            {
                if (inWindow < limits.MinBytesPerWindow)
                    throw TooSlow(host);

                inWindow = 0;
                window.Restart();
            }
        }

        if (written == 0)
            throw new DatasetException(DatasetCode.Empty, "The dataset is empty: the download has no bytes.");

        file.Flush(flushToDisk: true);
        return new DownloadedFile(written, Convert.ToHexStringLower(sha.GetHashAndReset()), content.Headers.ContentType?.MediaType);
    }

    private static async Task<int> Read(
        string host, Stream body, byte[] buffer, DownloadLimits limits, CancellationTokenSource total, CancellationToken ct)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(total.Token);
        silence.CancelAfter(limits.Window);
        try
        {
            return await body.ReadAsync(buffer, silence.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw TooSlow(host);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new DatasetException(
                DatasetCode.Incomplete, $"The download from '{host}' broke off before its end. Try again later.", mayPass: true, e);
        }
    }

    private static DatasetException TooSlow(string host) => new(DatasetCode.TooSlow,
        $"The download from '{host}' was given up because it is too slow. Try again later, or from a faster host.", mayPass: true);

    private static DatasetException TooLarge(DownloadLimits limits) => new(DatasetCode.TooLarge,
        $"The dataset is larger than the {limits.MaxBytes} bytes that this server downloads. "
            + "Send less, or compress it (zip or tar.gz of flac).");

    private static DatasetException Status(string host, HttpStatusCode status)
    {
        var advice = (int)status switch
        {
            401 or 403 => "The URL must be readable without signing in; a signed link may have expired.",
            404 or 410 => "There is no file at this URL.",
            >= 500 or 408 or 425 or 429 => "Try again later.",
            _ => "Give the direct link to the file.",
        };
        return new(
            DatasetCode.HttpStatus, $"'{host}' answered with status {(int)status} instead of the dataset. {advice}",
            mayPass: (int)status is >= 500 or 408 or 425 or 429);
    }
}
