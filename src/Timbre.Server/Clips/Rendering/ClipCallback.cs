using Timbre.Server.Speech;

namespace Timbre.Server.Clips.Rendering;

/// <summary>What a clip's receiver is sent when its sound has been made, key by key as the API's page shows it.</summary>
/// <param name="Id">The clip.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Url">A link that opens the sound until it expires; null when none could be made.</param>
/// <param name="AudioTimestamps">When each letter and phone is said.</param>
/// <param name="Issues">What was asked for and is not done, or why there is no sound.</param>
internal sealed record ClipCallback(string Id, string ProjectId, string? Url, Timestamps AudioTimestamps, IReadOnlyList<string> Issues)
{
    private const string Clip = "7f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21";
    private const string Project = "1b0c9f6f1c2a4c4c8d2f1f0b6a3e7d21";

    public static (string Name, string Json)[] Examples =>
    [
        ("finished", $$"""
            {"id":"{{Clip}}","project_id":"{{Project}}",
             "url":"https://voices.example/api/v2/projects/{{Project}}/clips/{{Clip}}/audio?expires=1767225600&signature=k3n",
             "audio_timestamps":{"graph_chars":["H","i"],"graph_times":[[0,0.1],[0.1,0.3]],
              "phon_chars":["h","aɪ"],"phon_times":[[0,0.1],[0.1,0.3]]},
             "issues":[]}
            """),
        ("failed", $$"""
            {"id":"{{Clip}}","project_id":"{{Project}}","url":null,
             "audio_timestamps":{"graph_chars":[],"graph_times":[],"phon_chars":[],"phon_times":[]},
             "issues":["The server's disk is nearly full."]}
            """),
    ];
}
