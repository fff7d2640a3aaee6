using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Timbre.Server.Network;

/// <summary>
/// The only way in which this server calls hosts that users name: datasets and webhooks. Plain spelling
/// (<see cref="OutboundUrl"/>), checked addresses (<see cref="GuardedConnector"/>), no proxy, no cookies, no
/// credentials, no decompression, and every redirect checked as if it were the first URL.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly NetworkPolicy _policy;
    private readonly OutboundLimits _limits;
    private readonly HttpMessageInvoker _http;

    public GuardedHttp(NetworkPolicy policy, OutboundLimits? limits = null, ResolveName? resolve = null)
    {
        this._policy = policy;
        this._limits = limits ?? OutboundLimits.Default;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnector(policy, resolve).Connect,
            ConnectTimeout = this._limits.Connect,
            AllowAutoRedirect = false,
            UseProxy = false, // a proxy would resolve the name again, unchecked
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 32, // KiB
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    // A certificate can name URLs to fetch its issuer or its revocation list from, and those would be fetched unchecked.
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
    }

    /// <summary>Reads a URL from a user, refusing at once what needs no name server to refuse.</summary>
    /// <exception cref="OutboundException">The message says why.</exception>
    public Uri Check(string url) => OutboundUrl.Parse(url, _policy);

    /// <summary>
    /// GET, following redirects. Returns when the headers of the last answer are there, whatever its status; the body is still to be read,
    /// and bounded, by the caller.
    /// </summary>
    /// <exception cref="OutboundException">The message says why.</exception>
    public async Task<HttpResponseMessage> Get(string url, CancellationToken ct)
    {
        var uri = Check(url);
        for (var redirects = 0; ; redirects++)
        {
            var response = await Exchange(new HttpRequestMessage(HttpMethod.Get, uri), ct);
            if (!IsRedirect(response.StatusCode))
                return response;

            using (response)
            {
                if (redirects == _limits.MaxRedirects)
                    throw new OutboundException(
                        OutboundFailure.Redirect,
                        $"'{uri.Host}' redirects more than {_limits.MaxRedirects} times. Give the address where the redirects end.");

                uri = Target(uri, response);
            }
        }
    }

    /// <summary>One exchange without redirects, for webhooks; a 3xx comes back as it is.</summary>
    /// <exception cref="OutboundException">The message says why.</exception>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct)
    {
        request.RequestUri = Check(request.RequestUri?.OriginalString ?? "");
        return Exchange(request, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Exchange(HttpRequestMessage request, CancellationToken ct)
    {
        var host = request.RequestUri!.Host;
        if (request.Headers.UserAgent.Count == 0)
            request.Headers.UserAgent.TryParseAdd("Timbre");
        request.Headers.AcceptEncoding.TryParseAdd("identity");

        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(_limits.Connect + _limits.Headers);
        try
        {
            return await _http.SendAsync(request, time.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutboundException(OutboundFailure.Timeout, $"'{host}' took too long to answer. Try again later.", e);
        }
        catch (HttpRequestException e)
        {
            throw Inner<OutboundException>(e) ?? Translate(host, e);
        }
    }

    private static OutboundException Translate(string host, HttpRequestException e) =>
        e.HttpRequestError == HttpRequestError.SecureConnectionError
            ? new(OutboundFailure.Certificate, $"No secure connection to '{host}': its certificate or its TLS settings do not hold.", e)
            : new(OutboundFailure.Connection, $"The connection to '{host}' broke before it answered. Try again later.", e);

    private static T? Inner<T>(Exception? e)
        where T : Exception
    {
        while (e is not null and not T)
            e = e.InnerException;

        return (T?)e;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    internal Uri Target(Uri from, HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Location", out var values) || values.Count != 1)
            throw new OutboundException(OutboundFailure.Redirect, $"'{from.Host}' answers with a redirect that leads nowhere.");

        var to = Check(Absolute(from, values.ToString()));
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
            throw new OutboundException(
                OutboundFailure.Redirect,
                $"'{from.Host}' redirects from https to http, which would give the download up to anyone on the way.");

        return to;
    }

    /// <summary>The redirect's target spelled out, so that <see cref="OutboundUrl"/> sees the host as the other side wrote it.</summary>
    private static string Absolute(Uri from, string location)
    {
        if (location.Contains('\\'))
            return location; // refused as it stands

        if (location.StartsWith("//", StringComparison.Ordinal))
            return $"{from.Scheme}:{location}";

        var scheme = location.IndexOf(':', StringComparison.Ordinal);
        var hasScheme = scheme > 0 && location.AsSpan(0, scheme).IndexOfAny("/?#") < 0;
        return hasScheme || !Uri.TryCreate(from, location, out var resolved) ? location : resolved.AbsoluteUri;
    }
}
