using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>/api/v2/voices/{uuid}/consent</summary>
public sealed class ConsentsClient
{
    private readonly Connection _connection;

    internal ConsentsClient(Connection connection) => _connection = connection;

    /// <summary>The consent statement, the consents that were given and all decisions about them.</summary>
    public async Task<ConsentHistory> Get(string voice, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Consent(voice), ClientJson.Default.AnswerConsentHistory, ct).ConfigureAwait(false)).Required();

    /// <summary>Sends a recording of the statement; it is decided about when the voice is built.</summary>
    /// <param name="voice">Whose it is.</param>
    /// <param name="wavInBase64">Of <see cref="Consent.FromWav"/>.</param>
    /// <param name="ct">Cancels the request.</param>
    public async Task<ConsentHistory> Give(string voice, string wavInBase64, CancellationToken ct = default) =>
        (await _connection.Send(
            HttpMethod.Post, Paths.Consent(voice), new GivenConsent(wavInBase64), ClientJson.Default.GivenConsent,
            ClientJson.Default.AnswerConsentHistory, ct)
            .ConfigureAwait(false)).Required();

    /// <summary>Asks for a one-time sentence, which the next consent has to hold.</summary>
    public async Task<ConsentChallenge> Challenge(string voice, CancellationToken ct = default) =>
        (await _connection.Send(HttpMethod.Post, $"{Paths.Consent(voice)}/challenge", null, ClientJson.Default.AnswerConsentChallenge, ct)
            .ConfigureAwait(false)).Required();

    /// <summary>Withdraws the consent: the voice falls silent at once.</summary>
    public async Task<ConsentHistory> Revoke(string voice, CancellationToken ct = default) =>
        (await _connection.Send(HttpMethod.Delete, Paths.Consent(voice), null, ClientJson.Default.AnswerConsentHistory, ct)
            .ConfigureAwait(false)).Required();
}
