/* Page script in the manner of its time: jQuery 1.x, panels that fold, and a listener for the widgets' event. */
$(function () {
  $(".bar a").click(function () {
    var panel = $("#" + $(this).attr("rel"));
    $(this).text(panel.is(":visible") ? "\u5c55\u5f00" : "\u6536\u8d77");
    panel.slideToggle("fast");
    return false;
  });

  $(document).bind("qd-select", function (event) {
    var chosen = event.originalEvent.detail;
    var text = chosen ? chosen.name + " " + chosen.value + " " + chosen.unit : "\u5c1a\u672a\u9009\u4e2d\u533a\u5e02";
    $("#chosen").text(text);
  });
});
