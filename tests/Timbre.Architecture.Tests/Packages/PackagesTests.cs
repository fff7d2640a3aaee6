namespace Timbre.Architecture.Tests.Packages;

/// <summary>scripts/packages.txt, from which the scripts install, against what the code opens.</summary>
public sealed class PackagesTests
{
    /// <summary>Which script installs what the files below a folder open; the first that fits.</summary>
    private static readonly (string Folder, string Script)[] Scripted =
    [
        ("src/", "run.sh"), ("run.sh", "run.sh"), ("timbre", "run.sh"), ("scripts/need.sh", "run.sh"), ("scripts/demo.sh", "run.sh"),
        ("scripts/first-voice.sh", "run.sh"),
        ("tests/", "test.sh"), ("test.sh", "test.sh"), ("scripts/postgres.sh", "test.sh"),
        ("scripts/results.sh", "test.sh"), ("scripts/rememb", "test.sh"), ("scripts/precompile.sh", "test.sh"),
        (".ci/run", "test.sh"),
        ("bench/", "bench.sh"), ("bench.sh", "bench.sh"), ("scripts/bench-", "bench.sh"),
        ("training/quality/", "training/quality/train.sh"), ("training/speaker/", "training/speaker/train.sh"),
        ("training/teacher/", "training/teacher/generate.sh"), ("training/vocoder/", "training/vocoder/train.sh"),
        ("training/voice/", "training/voice/train.sh"),
        ("training/lts/", "training/lts/train.sh"), ("training/", "training/voice/train.sh"),
        ("scripts/train.sh", "training/voice/train.sh"),
        ("scripts/fresh.sh", "scripts/fresh.sh"),
    ];

    private static readonly string[] Python = [.. Repository.Files("training", "*.py"), .. Repository.Files("bench", "*.py")];

    private static readonly HashSet<string> OwnModules = Python.Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();

    private static readonly HashSet<string> ModulesOfBenchmarks = Closure([]);

    private static readonly string[] Scripts =
    [
        .. Repository.Files("bench", "*.sh"), .. Repository.Files("training", "*.sh"), .. Repository.Files("scripts", "*.sh"),
        "run.sh", "test.sh", "bench.sh", "timbre", ".ci/run",
    ];

    private static readonly HashSet<string> Functions = Scripts.SelectMany(path => ShellScript.Functions(Text(path))).ToHashSet();

    private static readonly Lazy<IReadOnlyList<Opened>> All = new(() =>
    [
        .. ((string[])["src", "tests", "bench", "training"]).SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Where(path => !path.StartsWith("tests/Timbre.Architecture.Tests/Packages/", StringComparison.Ordinal))
            .SelectMany(path => new CSharpSource(path, Text(path)).All()),
        .. Python.SelectMany(path => PythonSource.All(path, Repository.Lines(path), OwnModules)),
        .. Scripts.SelectMany(path => ShellScript.All(path, Text(path), Functions)),
    ]);

    [Fact]
    public void Whatever_the_code_opens_is_installed_by_its_script() =>
        AssertNone(
            from opened in All.Value
            where opened.Thing != "no-such-program" // a test's word for one that is not there
            from script in Installers(opened)
            where !DebianPackage.Listed.Any(package => package.Brings(opened.Thing) && package.Serves(Purposes(script, opened.File)))
            select $"{opened} is not installed by {script}");

    [Fact]
    public void No_package_is_listed_that_nothing_opens() =>
        AssertNone(
            from package in DebianPackage.Listed
            where package.Name is not ("libopenblas0-pthread" // PyTorch and SciPy load it by themselves
                or "libgomp1" or "libstdc++6" // and whisper.cpp these
                or "libc6-dev") // and gcc its headers
            from purpose in package.Purposes
            where !All.Value.Any(opened => Purposes(opened).Contains(purpose)
                && (package.Brings(opened.Thing) || Says(opened.File, package)))
            select $"{package.Name} for {purpose}");

    [Fact]
    public void Every_package_is_listed_once_with_purposes_and_things() =>
        Assert.All(DebianPackage.Listed.CountBy(package => package.Name), package =>
        {
            Assert.Equal(1, package.Value);
            Assert.NotEmpty(DebianPackage.Listed.Single(one => one.Name == package.Key).Things);
        });

    [Fact]
    public void Scripts_install_from_the_list_alone() =>
        Assert.Empty(
            from path in Scripts
            where path != "scripts/need.sh"
            from line in Repository.Lines(path)
            where line.Contains("apt-get install", StringComparison.Ordinal) && !line.TrimStart().StartsWith('#')
            select $"{path}: {line.Trim()}");

    [Theory]
    [InlineData("object a = Process.Start(\"festival\", [\"--tts\"]);", "festival")]
    [InlineData("object a = new ProcessStartInfo(\"festival\", arguments);", "festival")]
    [InlineData("const string Program = \"festival\"; object start = new ProcessStartInfo(Program);", "festival")]
    [InlineData("readonly ChildProgram _program = new(\"festival\", \"festival\");", "festival")]
    [InlineData("void Run(string program) { } void Say() => Run(\"festival\");", "festival")]
    [InlineData("string Find() => Get(\"PATH\").Select(folder => Path.Combine(folder, \"festival\"));", "festival")]
    [InlineData("const string Voices = \"/usr/share/festival/voices\";", "/usr/share/festival/voices")]
    [InlineData("string path = $\"/usr/share/festival/{name}\";", "/usr/share/festival")]
    [InlineData("string folder = \"es_MX_f_Allison\";", "/usr/share/asterisk/sounds/es_MX_f_Allison")]
    [InlineData("object start = new ProcessStartInfo(settings.Program);", "a program whose name is not a text of this file")]
    public void What_a_line_of_CSharp_opens_is_noticed(string line, string opened) =>
        Assert.Equal([opened], new CSharpSource("a.cs", $"class A {{ {line} }}").All().Select(one => one.Thing));

    [Theory]
    [InlineData("import pandas as pd", "/usr/lib/python3/dist-packages/pandas")]
    [InlineData("import json, pandas.io", "/usr/lib/python3/dist-packages/pandas")]
    [InlineData("    from pandas.io import read", "/usr/lib/python3/dist-packages/pandas")]
    [InlineData("subprocess.run([\"festival\", path])", "festival")]
    [InlineData("command = [\"festival\", \"--tts\"]", "festival")]
    [InlineData("FOLDER = pathlib.Path(\"/usr/share/festival\")", "/usr/share/festival")]
    public void What_a_line_of_Python_opens_is_noticed(string line, string opened) =>
        Assert.Equal([opened], PythonSource.All("a.py", [line], new HashSet<string>()).Select(one => one.Thing));

    [Theory]
    [InlineData("festival --tts a.txt")]
    [InlineData("# no\nif ! festival; then exit; fi")]
    [InlineData("cat a | festival >/dev/null 2>&1 && echo")]
    [InlineData("a=$(nice -n 19 festival <<<\"$1\")")]
    [InlineData("echo \"length: $(festival -l) s\"")]
    [InlineData("while read -r line; do :; done < <(festival | sort)")]
    [InlineData("case $1 in x | y) festival ;; *) echo ;; esac")]
    [InlineData("for i in 1 2; do A=1 exec festival & done")]
    [InlineData("cat <<EOF\nsoxi is not called here\nEOF\nfestival")]
    [InlineData("a=(x y)\nf() { festival; }\nf")]
    [InlineData("awk '{ print soxi }' x\nxargs -n 1 festival")]
    public void What_a_script_calls_is_noticed(string script) =>
        Assert.Equal(["festival"], ShellScript.All("a.sh", script, new HashSet<string>()).Select(one => one.Thing));

    /// <summary>The scripts that have to install what a file opens: benchmarks import Python of the recipes.</summary>
    private static IEnumerable<string> Installers(Opened opened)
    {
        yield return Scripted.First(one => opened.File.StartsWith(one.Folder, StringComparison.Ordinal)).Script;
        if (opened.File.StartsWith("training/", StringComparison.Ordinal)
            && opened.Thing.StartsWith(PythonSource.Modules, StringComparison.Ordinal)
            && ModulesOfBenchmarks.Contains(Path.GetFileNameWithoutExtension(opened.File)))
        {
            yield return "bench.sh";
        }
    }

    private static IEnumerable<string> Purposes(Opened opened) => Installers(opened).SelectMany(script => Purposes(script, opened.File));

    /// <summary>What a script installs for a file.</summary>
    private static IEnumerable<string> Purposes(string script, string file)
    {
        var asked = Repository.Lines(script)
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("need_packages ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..])
            .Where(purpose => !purpose.StartsWith('"'));
        // bench.sh installs for the benchmarks that it was asked for by their names.
        return script == "bench.sh" ? asked.Append($"bench/{Path.GetFileNameWithoutExtension(file)}") : asked;
    }

    /// <summary>Our modules that the benchmarks' Python imports, and those that they import.</summary>
    private static HashSet<string> Closure(HashSet<string> found)
    {
        var more = Python
            .Where(path => path.StartsWith("bench/", StringComparison.Ordinal) || found.Contains(Path.GetFileNameWithoutExtension(path)))
            .SelectMany(path => Repository.Lines(path)).SelectMany(PythonSource.Imported).Where(OwnModules.Contains).ToHashSet();
        return more.IsSubsetOf(found) ? found : Closure([.. found, .. more]);
    }

    /// <summary>A file of Festival's names its voices without their folders.</summary>
    private static bool Says(string file, DebianPackage package) =>
        file.EndsWith(".sh", StringComparison.Ordinal)
        && package.Things.Any(thing => thing.StartsWith("/usr/share/festival/voices/", StringComparison.Ordinal)
            && Text(file).Contains(Path.GetFileName(thing), StringComparison.Ordinal));

    private static void AssertNone(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));
}
