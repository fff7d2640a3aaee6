using Timbre.Server.Admin.Backups;
using Timbre.Server.Admin.Models;
using Timbre.Server.Http;

namespace Timbre.Server.Admin;

/// <summary>What the operator does: accounts, keys, backups, models. Opened by the operator key alone.</summary>
internal static class AdminModule
{
    public static void AddAdmin(this IServiceCollection to) => to
        .AddSingleton<OperatorKey>()
        .AddSingleton<BackupWriter>()
        .AddSingleton<RestoredModels>()
        .AddSingleton<Restoration>();

    public static void MapAdmin(this WebApplication app)
    {
        var operatorKey = app.Services.GetRequiredService<OperatorKey>();
        var admin = app.MapGroup("/admin/v1");
        CreateAccount.Map(admin);
        ListAccounts.Map(admin);
        ChangeAccount.Map(admin);
        GetWebhookSecret.Map(admin);
        RotateWebhookSecret.Map(admin);
        CreateKey.Map(admin);
        ListKeys.Map(admin);
        RevokeKey.Map(admin);
        DownloadBackup.Map(admin);
        RestoreBackup.Map(admin);
        ListAddedModels.Map(admin);
        AddModel.Map(admin);
        CheckModel.Map(admin);
        UseModel.Map(admin);
        RemoveModel.Map(admin);

        app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/admin") && !operatorKey.Matches(context))
                await new Refusal(
                    401, "invalid_operator_key",
                    "This needs the operator key, which the first start left in the data folder as operator.key.").ToResult()
                    .ExecuteAsync(context);
            else
                await next(context);
        });
    }
}
