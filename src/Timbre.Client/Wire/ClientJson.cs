using System.Text.Json.Serialization;

namespace Timbre.Client.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Answer<object>))]
[JsonSerializable(typeof(NewVoice))]
[JsonSerializable(typeof(VoiceChange))]
[JsonSerializable(typeof(BuildRequest))]
[JsonSerializable(typeof(Answer<Voice>))]
[JsonSerializable(typeof(ListAnswer<Voice>))]
[JsonSerializable(typeof(VoiceEvent))]
[JsonSerializable(typeof(AnalysisAnswer))]
[JsonSerializable(typeof(GivenConsent))]
[JsonSerializable(typeof(Answer<ConsentHistory>))]
[JsonSerializable(typeof(Answer<ConsentChallenge>))]
[JsonSerializable(typeof(RecordingChange))]
[JsonSerializable(typeof(Answer<Recording>))]
[JsonSerializable(typeof(ListAnswer<Recording>))]
[JsonSerializable(typeof(Answer<Callback>))]
[JsonSerializable(typeof(ListAnswer<Callback>))]
[JsonSerializable(typeof(SpeechRequest))]
[JsonSerializable(typeof(Speech))]
[JsonSerializable(typeof(NewAccount))]
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(Answer<Account>))]
[JsonSerializable(typeof(ListAnswer<Account>))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(Answer<Key>))]
[JsonSerializable(typeof(ListAnswer<Key>))]
[JsonSerializable(typeof(Answer<WebhookSecret>))]
internal sealed partial class ClientJson : JsonSerializerContext;
