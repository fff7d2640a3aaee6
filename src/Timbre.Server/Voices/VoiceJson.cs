using System.Text.Json.Serialization;
using Timbre.Server.Http;

namespace Timbre.Server.Voices;

/// <summary>Serializers of voices, generated at compile time.</summary>
[JsonSerializable(typeof(ItemBody<VoiceView>))]
[JsonSerializable(typeof(PageBody<VoiceView>))]
internal sealed partial class VoiceJson : JsonSerializerContext;
