namespace Timbre.Architecture.Tests.Packages;

/// <summary>What a shell script opens: paths in it, and the commands that it calls.</summary>
internal static class ShellScript
{
    /// <summary>Of the packages that every Debian has (Essential: yes); dotnet is what the README asks for.</summary>
    public static readonly HashSet<string> Essential =
    [
        // coreutils, findutils, grep, sed, mawk, tar, gzip, diffutils, util-linux, mount, dpkg, apt, bash, dash
        "apt-get", "awk", "base64", "basename", "bash", "cat", "chmod", "chown", "chroot", "cmp", "comm", "cp", "cut", "date", "dd", "df",
        "diff", "dirname", "dpkg", "du", "env", "expr", "find", "flock", "getconf", "grep", "gzip", "head", "id", "install", "join", "ln",
        "ls", "md5sum", "mkdir", "mktemp", "mount", "mv", "nice", "nl", "nproc", "od", "paste", "readlink", "realpath", "rm", "rmdir",
        "sed", "seq", "setpriv", "sh", "sha256sum", "shuf", "sleep", "sort", "split", "stat", "stdbuf", "sudo", "sync", "tac", "tail",
        "tar", "tee", "timeout", "touch", "tr", "tty", "umount", "uname", "uniq", "unshare", "wc", "xargs", "yes", "zcat", "dotnet",
    ];

    /// <summary>What the shell does by itself.</summary>
    private static readonly HashSet<string> Builtins =
    [
        ".", ":", "[", "[[", "]]", "alias", "break", "cd", "command", "continue", "declare", "echo", "eval", "exit", "export",
        "false", "hash", "kill", "let", "local", "mapfile", "printf", "pwd", "read", "readonly", "return", "set", "shift", "shopt",
        "source",
        "test", "trap", "true", "type", "ulimit", "umask", "unset", "wait",
    ];

    /// <summary>Commands that start the command in their arguments.</summary>
    private static readonly HashSet<string> Starters =
        ["command", "env", "exec", "nice", "setpriv", "stdbuf", "timeout", "xargs", "as_postgres", "inside"];

    private static readonly HashSet<string> BeforeCommands = ["!", "do", "elif", "else", "if", "then", "time", "until", "while", "{"];

    private static readonly HashSet<string> NoCommands = ["case", "done", "esac", "fi", "for", "function", "in", "select", "}"];

    /// <param name="file">Its name.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="functions">Those that the script has from scripts which it reads; its own are found.</param>
    public static IEnumerable<Opened> All(string file, string text, IReadOnlySet<string> functions)
    {
        var lines = text.Split('\n');
        var words = new ShellWords(text).Read();
        var own = functions.Union(Functions(text)).ToHashSet();
        return
        [
            .. from command in Commands(words).Concat(Traps(words))
               where !Essential.Contains(command.Text) && !Builtins.Contains(command.Text)
               where !own.Contains(command.Text) && !command.Text.Contains('/')
               select new Opened(file, command.Line, command.Text),
            .. from line in Enumerable.Range(0, lines.Length)
               where !lines[line].TrimStart().StartsWith('#')
               from path in Opened.Paths(file, line + 1, lines[line]).Concat(Opened.Prompts(file, line + 1, lines[line]))
               select path,
        ];
    }

    /// <summary>The names of the functions that a script has.</summary>
    public static IEnumerable<string> Functions(string text)
    {
        var words = new ShellWords(text).Read();
        for (var i = 2; i < words.Count; i++)
        {
            if (words[i - 1].Text == "(" && words[i].Text == ")" && words[i - 2].Kind == ShellWordKind.Word)
                yield return words[i - 2].Text;
        }
    }

    /// <summary>The commands that <c>trap</c> keeps for later.</summary>
    private static IEnumerable<ShellWord> Traps(List<ShellWord> words) =>
        from place in words.Zip(words.Skip(1))
        where place.First is { Kind: ShellWordKind.Word, Text: "trap" } && place.Second.Kind == ShellWordKind.Unknown
        from command in Commands(new ShellWords(place.Second.Text, place.Second.Line).Read())
        select command;

    private static IEnumerable<ShellWord> Commands(List<ShellWord> words)
    {
        var expected = true;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Kind == ShellWordKind.Separator)
            {
                expected = true;
                continue;
            }

            if (word.Kind == ShellWordKind.Redirection)
            {
                i++; // its file is no command
                continue;
            }

            if (!expected || IsSetting(word.Text) || (word.Kind == ShellWordKind.Word && BeforeCommands.Contains(word.Text)))
                continue;
            if (Starters.Contains(word.Text) && StartsMore(words, i))
            {
                while (i + 1 < words.Count && IsOption(words[i + 1]))
                    i++;
                continue;
            }

            expected = false;
            if (word.Kind == ShellWordKind.Word && word.Text.Length > 0 && !NoCommands.Contains(word.Text))
                yield return word;
        }
    }

    /// <summary><c>command -v NAME</c> only asks.</summary>
    private static bool StartsMore(List<ShellWord> words, int at) =>
        words[at].Text != "command" || at + 1 >= words.Count || words[at + 1].Text is not ("-v" or "-V");

    private static bool IsOption(ShellWord word) =>
        word.Kind is ShellWordKind.Word or ShellWordKind.Unknown
        && word.Text.Length > 0
        && (word.Text.StartsWith('-') || IsSetting(word.Text) || word.Text.All(letter => char.IsAsciiDigit(letter) || letter == '.'));

    /// <summary>NAME=VALUE, NAME+=VALUE or NAME[INDEX]=VALUE.</summary>
    private static bool IsSetting(string text)
    {
        var equals = text.IndexOf('=');
        return equals > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_')
            && text[..equals].TrimEnd('+').Split('[')[0].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
    }
}
