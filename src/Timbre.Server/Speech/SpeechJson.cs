using System.Text.Json.Serialization;
using Timbre.Server.Speech.Streaming;

namespace Timbre.Server.Speech;

/// <summary>Serializers of requests for speech, generated at compile time.</summary>
[JsonSerializable(typeof(ReadText.Request), TypeInfoPropertyName = "ReadTextRequest")]
[JsonSerializable(typeof(ReadText.Response), TypeInfoPropertyName = "ReadTextResponse")]
[JsonSerializable(typeof(StreamSpeech.Request), TypeInfoPropertyName = "StreamSpeechRequest")]
internal sealed partial class SpeechJson : JsonSerializerContext;
