using System.Globalization;
using System.Text.RegularExpressions;
using Timbre.Server.Configuration;
using Timbre.Server.Http;

namespace Timbre.Server.Tests.Hosting;

/// <summary>docs/guides/settings.md and the options records say the same.</summary>
public sealed partial class SettingsDocumentationTests
{
    [Theory]
    [InlineData("Limits")]
    [InlineData("Policies")]
    public async Task Every_name_of_a_section_is_documented_with_its_default(string section)
    {
        var documented = Documented(section);
        var refusal = await Assert.ThrowsAsync<SettingException>(() => TestServer.Start(($"{section}:Nothing", "1")));
        var known = refusal.Message.Split("there are ")[1].TrimEnd('.').Split(", ");
        Assert.Equal(known.Order(StringComparer.Ordinal), documented.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(known.ToDictionary(name => name, Default), documented);
    }

    private static double Default(string name)
    {
        var records = typeof(DiskLimits).Assembly.GetTypes().Where(type =>
            type.Name.EndsWith("Limits", StringComparison.Ordinal) || type.Name.EndsWith("Policy", StringComparison.Ordinal));
        var record = Assert.Single(records, type => type.GetProperty(name) is not null && type.GetConstructor([]) is not null);
        return Convert.ToDouble(record.GetProperty(name)!.GetValue(Activator.CreateInstance(record)), CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, double> Documented(string section)
    {
        var guide = File.ReadAllText(RepositoryFolder.PathOf("docs/guides/settings.md"));
        var table = guide.Split($"| `{section}__` |")[1].Split("\n## ")[0];
        return Row().Matches(table).ToDictionary(
            row => row.Groups[1].Value, row => double.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\| `(\w+)` \| ([0-9.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
