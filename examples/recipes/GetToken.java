import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gets an access token with what Java 17 brings: {@code java GetToken.java}. */
public class GetToken {
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    public static void main(String[] args) throws Exception {
        String key = System.getenv("GATEHOUSE_KEY");
        String handle = URLEncoder.encode(System.getenv("GATEHOUSE_HANDLE"), StandardCharsets.UTF_8);
        String credentials = key.substring(0, 16) + ":" + key;
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("GATEHOUSE_URL") + "/auth/o2/token"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + handle))
            .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        Matcher token = ACCESS_TOKEN.matcher(response.body());
        if (response.statusCode() != 200 || !token.find()) throw new IllegalStateException(response.body());
        System.out.println(token.group(1));
    }
}
