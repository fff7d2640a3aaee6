using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests.Packages;

/// <summary>What Python opens: modules of Debian's, programs, and paths in its texts.</summary>
internal static partial class PythonSource
{
    public const string Modules = "/usr/lib/python3/dist-packages/";

    /// <summary>Of Python's own library, what is used here.</summary>
    private static readonly HashSet<string> Library =
    [
        "argparse", "collections", "contextlib", "copy", "csv", "ctypes", "dataclasses", "difflib", "fractions", "functools", "hashlib",
        "importlib", "itertools", "json", "math", "os", "pathlib", "random", "re", "shutil", "signal", "struct", "subprocess", "sys",
        "tempfile", "threading", "time", "typing", "zlib",
    ];

    /// <param name="file">Its name.</param>
    /// <param name="lines">What stands in it.</param>
    /// <param name="own">The names of our own modules.</param>
    public static IEnumerable<Opened> All(string file, string[] lines, IReadOnlySet<string> own)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var module in Imported(lines[i]).Where(module => !Library.Contains(module) && !own.Contains(module)))
                yield return new Opened(file, i + 1, module == "soundfile" ? $"{Modules}{module}.py" : Modules + module);
            foreach (var program in Program().Matches(lines[i]).Where(match => !ShellScript.Essential.Contains(match.Groups[1].Value)))
                yield return new Opened(file, i + 1, program.Groups[1].Value);
            foreach (var path in Opened.Paths(file, i + 1, lines[i]).Concat(Opened.Prompts(file, i + 1, lines[i])))
                yield return path;
        }
    }

    /// <summary>The modules, without their parts, that a line imports.</summary>
    public static IEnumerable<string> Imported(string line)
    {
        var match = Import().Match(line);
        if (!match.Success)
            return [];
        var names = match.Groups[1].Success
            ? [match.Groups[1].Value]
            : match.Groups[2].Value.Split(',').Select(name => name.Trim().Split(' ')[0]);
        return names.Select(name => name.Split('.')[0]);
    }

    [GeneratedRegex(@"^\s*(?:from\s+([\w.]+)\s+import\b|import\s+([\w., ]+))")]
    private static partial Regex Import();

    /// <summary>A list that a program's name begins: the argument of a function of subprocess, or a value.</summary>
    [GeneratedRegex(@"(?:subprocess\.\w+\(\[\s*|=\s*\[\s*(?=""[\w.+-]+"",\s*""-))""([\w.+-]+)""")]
    private static partial Regex Program();
}
