using System.Security.Cryptography;

namespace Timbre.Server.Consent.Challenges;

/// <summary>A sentence that nobody has said before the moment it was asked for.</summary>
internal static class RandomSentence
{
    private const int Count = 4;

    private static readonly string[] Words =
    [
        "apple", "autumn", "basket", "bicycle", "bridge", "butter", "candle", "carpet", "castle", "cherry", "chimney", "circle", "copper",
        "cotton", "dinner", "dolphin",
        "eagle", "elephant", "feather", "finger", "forest", "garden", "giraffe", "guitar", "hammer", "harbor", "honey", "island", "jacket",
        "jungle", "kitchen", "ladder",
        "lemon", "lobster", "marble", "meadow", "mirror", "monkey", "mountain", "needle", "orange", "oyster", "paper", "parrot", "pencil",
        "pepper", "pillow", "planet",
        "rabbit", "river", "rocket", "saddle", "salmon", "shadow", "silver", "spider", "summer", "table", "thunder", "tiger", "tomato",
        "turtle", "village", "window",
    ];

    public static string New()
    {
        var chosen = RandomNumberGenerator.GetItems<string>(Words, Count);
        return $"My words are {chosen[0]}, {chosen[1]}, {chosen[2]} and {chosen[3]}.";
    }
}
