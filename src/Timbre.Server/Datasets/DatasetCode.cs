namespace Timbre.Server.Datasets;

/// <summary>What can be wrong with a dataset; clients may rely on these words.</summary>
internal static class DatasetCode
{
    public const string UrlInvalid = "dataset_url_invalid";
    public const string ForbiddenAddress = "dataset_forbidden_address";
    public const string Unreachable = "dataset_unreachable";
    public const string HttpStatus = "dataset_http_status";
    public const string TooSlow = "dataset_too_slow";
    public const string Incomplete = "dataset_incomplete";
    public const string TooLarge = "dataset_too_large";

    public const string Empty = "dataset_empty";
    public const string UnknownFormat = "dataset_unknown_format";
    public const string Damaged = "dataset_damaged";
    public const string Encrypted = "dataset_encrypted";
    public const string UnsafeEntry = "dataset_unsafe_entry";
    public const string DuplicateEntry = "dataset_duplicate_entry";
    public const string TooManyEntries = "dataset_too_many_entries";
    public const string UnpacksTooLarge = "dataset_unpacks_too_large";
}
