using System.Globalization;
using System.Text.Json;

namespace Timbre.Server.Tests.Hosting;

/// <summary>The fields that an object of the API has, with their types: none missing, none more, none of another type.</summary>
/// <remarks>
/// Written as <c>"uuid:string duration:number? items:array"</c>; <c>?</c> lets a field be null, <c>??</c> lets it be absent too.
/// </remarks>
internal static class FieldTable
{
    public const string Project =
        "uuid:string name:string description:string is_public:bool is_collaborative:bool is_archived:bool created_at:date updated_at:date";
    public const string Phoneme = "uuid:string alphabet:string word:string phonetic_transcription:string created_at:date updated_at:date";
    public const string TermSubstitution = "uuid:string original_text:string replacement_text:string created_at:date updated_at:date";

    /// <summary>
    /// As every answer has it once there is sound; <c>raw_audio</c> and, on create, <c>timestamps</c> only where they were asked for.
    /// </summary>
    public const string Clip = ClipWithoutSound + " audio_src:string timestamps:object?? raw_audio:string??";
    public const string ClipWithoutSound =
        "uuid:string title:string body:string voice_uuid:string voice_name:string is_archived:bool is_public:bool character_count:number "
            + "duration:number? "
        + "status:string issues:array last_generated_at:date? created_at:date updated_at:date";

    public const string ClipCallback = "id:string project_id:string url:string? audio_timestamps:object issues:array";
    public const string Timestamps = "graph_chars:array graph_times:array phon_chars:array phon_times:array";
    public const string Batch =
        "uuid:string body:array voice_uuid:string callback_uri:string?? total_count:number completed_count:number failed_count:number "
            + "created_at:date updated_at:date clips:array??";

    public const string Voice =
        "uuid:string name:string status:string voice_status:string voice_type:string default_language:string supported_languages:array "
            + "description:string? dataset_url:string? "
        + "callback_uri:string? source:string dataset_analysis_failure:bool component_status:object api_support:object issue:string? "
            + "notes:string? consent:object progress:object created_at:date updated_at:date";

    public const string Recording =
        "uuid:string name:string text:string? transcript:string? transcript_source:string? transcript_confidence:number? emotion:string? "
            + "is_active:bool fill:bool audio_src:string is_silent:bool is_outlier:bool duration:number source:string "
        + "stoi_score:number? pesq_score:number? si_dr_score:number? resemble_sample_score:number? metrics:object findings:array "
            + "analysed_at:date? created_at:date updated_at:date";

    public const string Direct =
        "success:bool audio_content:string audio_timestamps:object duration:number synth_duration:number issues:array output_format:string "
            + "sample_rate:number seed:number title:string?";

    public const string Done = "success:bool message:string??";
    public const string Page =
        "success:bool page:number num_pages:number page_count:number page_size:number total_count:number total_results:number items:array";
    public const string Error = "success:bool message:string error:string code:string";

    public static void Check(string table, JsonElement item)
    {
        var fields = table.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split(':'))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var problems = new List<string>();
        foreach (var (name, type) in fields)
        {
            if (!item.TryGetProperty(name, out var value))
            {
                if (!type.EndsWith("??", StringComparison.Ordinal))
                    problems.Add($"{name} is missing");
            }
            else if (!(value.ValueKind == JsonValueKind.Null ? type.EndsWith('?') : Is(value, type.TrimEnd('?'))))
            {
                problems.Add($"{name} is no {type}: {value}");
            }
        }

        problems.AddRange(
            item.EnumerateObject().Where(field => !fields.ContainsKey(field.Name)).Select(field => $"{field.Name} is in no table"));
        Assert.True(problems.Count == 0, $"{string.Join("; ", problems)} in {item}");
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "date" =>
            value.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParseExact(
                    value.GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                    out _),
        _ => throw new ArgumentException($"There is no type {type}.", nameof(type)),
    };
}
