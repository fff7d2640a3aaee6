using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Timbre.Server.Network;

namespace Timbre.Server.Tests.Network;

public sealed class CertificateTests
{
    [Fact]
    public async Task A_certificate_cannot_make_the_server_fetch_what_it_names()
    {
        await using var inside = RawServer.Saying("issuer");
        using var certificate = Leaf($"http://127.0.0.1:{inside.Port}/issuer.crt");
        await using var server = new RawServer((_, _, _) => Task.CompletedTask, certificate);
        using var http = new GuardedHttp(NetworkPolicy.Parse("127.0.0.0/8"));

        var refusal = await Assert.ThrowsAsync<OutboundException>(() =>
            http.Get($"https://127.0.0.1:{server.Port}/", CancellationToken.None));

        Assert.Equal(OutboundFailure.Certificate, refusal.Failure);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public void A_redirect_from_https_to_http_is_refused()
    {
        // The check needs a certificate that holds, which a test machine has not: the rule is exercised where it is decided.
        var answer = new HttpResponseMessage(HttpStatusCode.Found);
        answer.Headers.TryAddWithoutValidation("Location", "http://example.com/x.wav");
        using var http = new GuardedHttp(NetworkPolicy.PublicOnly);

        var refusal = Assert.Throws<OutboundException>(() => http.Target(new Uri("https://example.com/"), answer));
        Assert.Equal(OutboundFailure.Redirect, refusal.Failure);
        Assert.Equal("http://example.com/x.wav", http.Target(new Uri("http://example.com/"), answer).AbsoluteUri);
    }

    private static X509Certificate2 Leaf(string issuerUrl)
    {
        using var issuerKey = RSA.Create(2048);
        var issuer = new CertificateRequest("CN=Nobody's Authority", issuerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        issuer.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = issuer.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));

        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuerUrl]));
        using var signed = request.Create(
            authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(8), Encoding.ASCII.GetBytes("12345678"));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
