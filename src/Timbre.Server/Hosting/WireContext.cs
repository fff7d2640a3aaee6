using System.Text.Json.Serialization;
using Timbre.Server.Builds;
using Timbre.Server.Http;
using Timbre.Server.Speech;
using Timbre.Server.Speech.Streaming;
using Timbre.Server.Voices;

namespace Timbre.Server.Hosting;

/// <summary>Serializers generated at compile time for what is sent and read most; anything else is looked up at run time.</summary>
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(DoneBody))]
[JsonSerializable(typeof(ItemBody<VoiceView>))]
[JsonSerializable(typeof(PageBody<VoiceView>))]
[JsonSerializable(typeof(CreateVoice.Request), TypeInfoPropertyName = "CreateVoiceRequest")]
[JsonSerializable(typeof(UpdateVoice.Request), TypeInfoPropertyName = "UpdateVoiceRequest")]
[JsonSerializable(typeof(BuildVoice.Request), TypeInfoPropertyName = "BuildVoiceRequest")]
[JsonSerializable(typeof(Synthesize.Request), TypeInfoPropertyName = "SynthesizeRequest")]
[JsonSerializable(typeof(Synthesize.Response))]
[JsonSerializable(typeof(StreamSpeech.Request), TypeInfoPropertyName = "StreamSpeechRequest")]
internal sealed partial class WireContext : JsonSerializerContext;
