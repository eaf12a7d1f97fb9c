using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>Gets an access token with what .NET brings.</summary>
public static class GetToken
{
    public static int Main()
    {
        var key = Environment.GetEnvironmentVariable("GATEHOUSE_KEY");
        var url = Environment.GetEnvironmentVariable("GATEHOUSE_URL") + "/auth/o2/token";
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.Substring(0, 16) + ":" + key));
        var form = new Dictionary<string, string>
        {
            { "grant_type", "refresh_token" },
            { "refresh_token", Environment.GetEnvironmentVariable("GATEHOUSE_HANDLE") },
        };
        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) })
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
            var response = client.PostAsync(url, new FormUrlEncodedContent(form)).Result;
            var body = response.Content.ReadAsStringAsync().Result;
            var token = Regex.Match(body, "\"access_token\"\\s*:\\s*\"([^\"]+)\"");
            if (!response.IsSuccessStatusCode || !token.Success)
            {
                Console.Error.WriteLine(body);
                return 1;
            }
            Console.WriteLine(token.Groups[1].Value);
            return 0;
        }
    }
}
