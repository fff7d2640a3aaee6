using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Text;

namespace Timbre.Server.Speech;

/// <summary>POST /read: the words and phones that a text is spoken as, without a voice and without sound.</summary>
internal static class ReadText
{
    /// <param name="Data">What would be said, plain text or SSML; at most 3000 characters, markup not counted.</param>
    /// <param name="ApplyCustomPronunciations">Whether the account's phonemes and term substitutions are applied.</param>
    public sealed record Request([Required] string? Data, [DefaultValue(false)] bool? ApplyCustomPronunciations);

    /// <summary>Flat, as the answer of direct speech.</summary>
    /// <param name="Success">true.</param>
    /// <param name="Text">As it was sent.</param>
    /// <param name="Words">All words in small letters, a space between; a single letter is its name, "ay" that of A.</param>
    /// <param name="Sentences">How many there are.</param>
    /// <param name="Phones">ARPAbet with the stress of vowels (0 none, 1 primary, 2 secondary), " | " between words.</param>
    /// <param name="Issues">What was asked for and cannot be done, a sentence each.</param>
    public sealed record Response(
        bool Success, string Text, string Words, int Sentences, string Phones, IReadOnlyList<string> Issues);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/read", Handle).WithName(nameof(ReadText))
        .WithExample("""{"data":"Dr. Reyes paid $5.99 on 3/4.","apply_custom_pronunciations":true}""");

    private static async Task<BodyAnswer<Response>> Handle(
        Request request, Account account, SpeechPreparation preparation, CancellationToken ct)
    {
        var asked = new SpeechRequest(account.Id, "data", request.Data) { ApplyGlossary = request.ApplyCustomPronunciations == true };
        var form = SpokenForm.Of(request.Data!, await preparation.ReadText(asked, ct));
        return new Response(true, form.Text, form.Words, form.Sentences, form.Phones, form.Issues);
    }
}
