using System.Net;
using System.Net.Sockets;

namespace Timbre.Server.Network;

/// <summary>All addresses of a host name.</summary>
internal delegate Task<IPAddress[]> ResolveName(string host, CancellationToken ct);

/// <summary>
/// Connects to what it checked: a name is looked up once, every address is judged, and the socket is given an address,
/// never the name, so an answer that changes between the check and the connection (DNS rebinding) changes nothing.
/// </summary>
internal sealed class GuardedConnector(NetworkPolicy policy, ResolveName? resolve = null)
{
    private const int MaxAttempts = 6;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(4); // another address may answer where this one is silent

    private readonly ResolveName _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var target = context.DnsEndPoint;
        var addresses = await Reachable(target.Host, ct);
        SocketException? failure = null;

        for (var i = 0; i < Math.Min(addresses.Count, MaxAttempts); i++)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (i + 1 < addresses.Count)
                attempt.CancelAfter(AttemptTimeout);

            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], target.Port), attempt.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                socket.Dispose(); // only this address's time is up
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new OutboundException(OutboundFailure.Connection, $"'{target.Host}' does not answer on port {target.Port}.", failure);
    }

    /// <summary>The addresses of <paramref name="host"/> that may be connected to, at least one.</summary>
    /// <remarks>
    /// A name that is public and internal at once is refused as a whole. One that is internal throughout (localhost: 127.0.0.1 and ::1) is
    /// reached where the operator opened it.
    /// </remarks>
    public async Task<IReadOnlyList<IPAddress>> Reachable(string host, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Lookup(host, ct);
        if (addresses.Length == 0)
            throw new OutboundException(OutboundFailure.Name, $"No address is known for '{host}'. Check the spelling of the host name.");

        var allowed = addresses.ToLookup(policy.Check);
        if (allowed[Reach.Forbidden].Any() && (allowed[Reach.Public].Any() || !allowed[Reach.Opened].Any()))
            throw OutboundUrl.Forbidden(host);

        return [.. addresses.Where(policy.Allows)];
    }

    private async Task<IPAddress[]> Lookup(string host, CancellationToken ct)
    {
        try
        {
            return await _resolve(host, ct);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.TryAgain)
        {
            throw new OutboundException(
                OutboundFailure.Name, $"The address of '{host}' cannot be found at the moment. Try again later.", e);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
