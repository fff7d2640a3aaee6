using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Timbre.Bundles.Files;

namespace Timbre.Bundles.Download;

/// <summary>
/// Fetches a published model by an explicit command: goes on where an earlier attempt broke off, and believes only the published sum.
/// </summary>
/// <remarks>Proxies are those of the environment (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>), as <see cref="HttpClient"/> reads them.</remarks>
public sealed class ModelDownload(HttpClient http, Uri source, string folder)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>The file, whole and checked, in a folder of its own.</summary>
    /// <param name="progress">Told the bytes that are there.</param>
    /// <exception cref="BundleException">The publisher has it no more, sends something else, or cannot be reached.</exception>
    public async Task<string> Fetch(PublishedModel model, Action<long>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, model.File + ".part");
        await using (var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            if (file.Length > model.Bytes)
                file.SetLength(0);
            if (file.Length < model.Bytes)
                await Receive(model, file, progress, ct);
            if (file.Length < model.Bytes)
                throw new BundleException(
                    $"{Address(model)} broke off at {file.Length} of {model.Bytes} bytes: run the command again, it goes on from there.");
            file.Position = 0;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) != model.Sha256)
            {
                file.SetLength(0);
                throw new BundleException(
                    $"{Address(model)} is not the published file: its SHA-256 differs from {model.Sha256}. What came was deleted.");
            }
        }

        var whole = Path.Combine(folder, model.File);
        File.Move(part, whole, overwrite: true);
        return whole;
    }

    private Uri Address(PublishedModel model) => new(source, model.File);

    private async Task Receive(PublishedModel model, FileStream file, Action<long>? progress, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(model));
            if (file.Length > 0)
                request.Headers.Range = new RangeHeaderValue(file.Length, null);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.RequestedRangeNotSatisfiable)
                file.SetLength(0); // it sends all of it, or has less: what came is of another file
            if (!response.IsSuccessStatusCode)
                throw new BundleException($"{Address(model)} answers {(int)response.StatusCode}: it cannot be fetched from there.");
            file.Position = file.Length;
            await Copy(await response.Content.ReadAsStreamAsync(ct), file, model, progress, ct);
        }
        catch (HttpRequestException problem)
        {
            throw new BundleException(
                $"{Address(model)} cannot be reached ({problem.Message}). What has come stays, and the command goes on from there; a " +
                "proxy is set by HTTPS_PROXY, a mirror by TIMBRE_MODEL_MIRROR.");
        }
    }

    private async Task Copy(Stream from, FileStream to, PublishedModel model, Action<long>? progress, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        for (int count; (count = await Receive(from, buffer, ct)) > 0; progress?.Invoke(to.Length))
        {
            if (to.Length + count > model.Bytes)
            {
                to.SetLength(0);
                throw new BundleException($"{Address(model)} is longer than the published {model.Bytes} bytes: it is another file.");
            }

            await to.WriteAsync(buffer.AsMemory(0, count), ct);
        }
    }

    /// <summary>Bytes that came; none also where the connection broke, and what has come stays.</summary>
    private static async Task<int> Receive(Stream from, Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await from.ReadAsync(buffer, ct);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
