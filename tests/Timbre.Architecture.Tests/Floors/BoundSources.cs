namespace Timbre.Architecture.Tests.Floors;

/// <summary>The projects whose folders have an order, bound once for all tests of a class.</summary>
public sealed class BoundSources
{
    private readonly Dictionary<string, IReadOnlyList<Arrow>> _arrows = [];

    public BoundSources()
    {
        var audio = Bind("Timbre.Audio");
        var text = Bind("Timbre.Text");
        var bundles = Bind("Timbre.Bundles");
        var models = Bind("Timbre.Models", audio, text, bundles);
        var storage = Bind("Timbre.Storage");
        Bind("Timbre.Server", audio, text, bundles, models, storage);
    }

    internal IReadOnlyList<Arrow> Arrows(string project) => _arrows[project];

    private ArrowReader Bind(string project, params ArrowReader[] below)
    {
        var reader = new ArrowReader($"src/{project}", CSharpFiles.In($"src/{project}"), below);
        _arrows.Add(project, reader.Read());
        return reader;
    }
}
