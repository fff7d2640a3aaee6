using System.Globalization;

namespace Timbre.Server.Http;

/// <summary>Which page of a list a caller wants: <c>page</c> from 1, <c>page_size</c> 1 to 1000, both optional.</summary>
public sealed record Paging(int Page, int PageSize)
{
    public int Offset => (Page - 1) * PageSize;

    public int PagesOf(int total) => Math.Max(1, (total + PageSize - 1) / PageSize);

    public static ValueTask<Paging?> BindAsync(HttpContext context) => ValueTask.FromResult<Paging?>(new Paging(
        Number(context, "page", 1, 1, 1_000_000),
        Number(context, "page_size", 10, 1, 1000)));

    private static int Number(HttpContext context, string name, int fallback, int min, int max)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0 || text == "undefined") // the Node SDK sends the word for a page it was not given
            return fallback;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < min
            || number > max)
            throw new RefusedException(Refusal.BadRequest($"invalid_{name}", $"{name} must be a whole number from {min} to {max}."));
        return number;
    }
}

/// <summary>A page whose items are read while it is sent, so that a long one never lies in memory.</summary>
public sealed record StreamedPage<T>(
    bool Success, int Page, int NumPages, int PageCount, int PageSize, int TotalCount, int TotalResults, IAsyncEnumerable<T> Items)
{
    public static StreamedPage<T> Of(Paging paging, int total, IAsyncEnumerable<T> items)
    {
        var pages = paging.PagesOf(total);
        return new StreamedPage<T>(true, paging.Page, pages, pages, paging.PageSize, total, total, items);
    }
}

/// <summary>A page of a list, with every spelling of the totals that clients read.</summary>
/// <param name="Success">true.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="NumPages">How many pages there are, at least 1.</param>
/// <param name="PageCount">The same as `num_pages`.</param>
/// <param name="PageSize">How many items a full page has.</param>
/// <param name="TotalCount">How many items there are on all pages.</param>
/// <param name="TotalResults">The same as `total_count`.</param>
/// <param name="Items">The items of this page.</param>
public sealed record PageBody<T>(
    bool Success, int Page, int NumPages, int PageCount, int PageSize, int TotalCount, int TotalResults, IReadOnlyList<T> Items)
{
    public static PageBody<T> Of(Paging paging, int total, IReadOnlyList<T> items)
    {
        var pages = paging.PagesOf(total);
        return new PageBody<T>(true, paging.Page, pages, pages, paging.PageSize, total, total, items);
    }
}
