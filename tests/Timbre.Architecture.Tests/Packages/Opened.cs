using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests.Packages;

/// <summary>What a line of code opens: a command, an absolute path, or a module of Python as the path that it is installed at.</summary>
internal sealed partial record Opened(string File, int Line, string Thing)
{
    /// <summary>Paths that no package of the list has to bring: PATH's own folders, the .NET SDK, and what every Debian has.</summary>
    private static readonly string[] Base = ["/usr/bin/env", "/usr/share/dotnet", "/usr/local/share", "/usr/share/keyrings"];

    /// <summary>The paths below Debian's folders that a text names; one that a variable goes on in ends before it.</summary>
    public static IEnumerable<Opened> Paths(string file, int line, string text) =>
        from Match match in Installed().Matches(text)
        let path = match.Value.TrimEnd('/', '.', ',')
        where !Base.Any(known => path == known || path.StartsWith(known + "/", StringComparison.Ordinal))
        select new Opened(file, line, path);

    /// <summary>Folders of Asterisk's prompts: language, country, f or m, and the speaker's name.</summary>
    public static IEnumerable<Opened> Prompts(string file, int line, string text) =>
        from Match match in Announcer().Matches(text)
        select new Opened(file, line, $"/usr/share/asterisk/sounds/{match.Value}");

    public override string ToString() => $"{File}:{Line}: {Thing}";

    [GeneratedRegex(@"(?<![\w$}*/.])/usr/(share|lib|bin|sbin)/[\w./*+-]+")]
    private static partial Regex Installed();

    [GeneratedRegex(@"\b[a-z]{2}_[A-Z]{2}_[fm]_[A-Za-z]+\b")]
    private static partial Regex Announcer();
}
